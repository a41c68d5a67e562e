package dev.caravan.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.dataformat.CustomDataFormat;
import org.apache.camel.model.dataformat.JsonDataFormat;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.yaml.out.ModelWriter;

/** What Camel makes of the routes of a file, without running them. */
final class RouteModel {

    /** One for all, as it remembers what it has searched in all jars. No route is added to it. */
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

    private final RouteConfigurationBuilder builder;

    private RouteModel(String path, String yaml) throws Exception {
        var resource = ResourceHelper.fromString(path, yaml);
        builder = (RouteConfigurationBuilder) PluginHelper.getRoutesLoader(CAMEL)
                .findRoutesBuilders(resource)
                .iterator()
                .next();
        builder.setCamelContext(CAMEL);
        builder.configure();
        builder.configuration();
    }

    static RouteModel read(String path, String yaml) throws Exception {
        return new RouteModel(path, yaml);
    }

    /** As Camel's own writer saves them. Not by LwModelToYAMLDumper, which leaves descriptions and notes out. */
    String write() throws IOException {
        StringBuilder file = new StringBuilder();
        for (RouteDefinition route : routes()) {
            StringWriter text = new StringWriter();
            ModelWriter writer = new ModelWriter(text);
            writer.setUriAsParameters(true);
            writer.setCamelContext(CAMEL);
            writer.start();
            writer.writeRouteDefinition(route);
            writer.stop();
            file.append(text);
        }
        return file.toString();
    }

    /**
     * The routes, those of templates as well. What else such a file holds, Camel's writer cannot write as YAML in this version: it gives
     * REST blocks and templates steps, and drops what a route configuration does.
     */
    private List<RouteDefinition> routes() {
        return Stream.concat(
                        builder.getRouteTemplateCollection().getRouteTemplates().stream()
                                .map(RouteTemplateDefinition::getRoute),
                        builder.getRouteCollection().getRoutes().stream())
                .toList();
    }

    /** Ids, descriptions, notes, groups, endpoints, expressions and steps, each in a line and in their order. */
    List<String> facts() throws Exception {
        List<String> facts = new ArrayList<>();
        for (RouteDefinition route : routes()) {
            route(route, facts);
        }
        return facts;
    }

    private static void route(RouteDefinition route, List<String> facts) throws Exception {
        facts.add(named(route) + route.getGroup() + route.getRouteConfigurationId() + route.getStreamCache());
        facts.add(address(route.getInput().getEndpointUri()));
        steps(route.getOutputs(), facts);
    }

    private static void steps(List<ProcessorDefinition<?>> outputs, List<String> facts) throws Exception {
        for (OptionalIdentifiedDefinition<?> step :
                ProcessorDefinitionHelper.filterTypeInOutputs(outputs, OptionalIdentifiedDefinition.class)) {
            facts.add(named(step) + details(step));
            if (step instanceof SendDefinition<?> send) {
                facts.add(address(send.getEndpointUri()));
            }
            if (step instanceof ExpressionNode node) {
                facts.add(String.valueOf(node.getExpression()));
            }
        }
    }

    private static String details(OptionalIdentifiedDefinition<?> step) {
        if (step instanceof MarshalDefinition marshal) {
            return format(marshal.getDataFormatType());
        }
        if (step instanceof UnmarshalDefinition unmarshal) {
            return format(unmarshal.getDataFormatType());
        }
        return step.getLabel();
    }

    /** The label of a data format is its address in memory. */
    private static String format(DataFormatDefinition format) {
        return format instanceof JsonDataFormat json
                ? "json by " + json.getLibrary() + " with " + json.getObjectMapper()
                : "custom " + ((CustomDataFormat) format).getRef();
    }

    private static String named(OptionalIdentifiedDefinition<?> one) {
        return one.getShortName() + " " + one.getId() + " | " + one.getDescription() + " | " + one.getNote() + " | ";
    }

    private static String address(String uri) throws Exception {
        Map<String, Object> parameters = new TreeMap<>(URISupport.parseQuery(URISupport.extractQuery(uri)));
        return URISupport.stripQuery(uri) + parameters;
    }
}
