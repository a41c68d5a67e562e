package dev.caravan.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** All MBeans of a program, past Jolokia; asks Jolokia for each of their attributes and operations. */
final class JmxView implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AT_ONCE = 200;
    /** The whole of the answer to a request that Jolokia cannot carry out. */
    private static final int BAD_REQUEST = 400;

    /** A request, and what it is for: {@code route read State}. */
    private record Question(String subject, ObjectNode request) {}

    private final JMXConnector connector;
    private int asked;

    private JmxView(JMXConnector connector) {
        this.connector = connector;
    }

    /** What a JVM must be started with. */
    static String options(int port) {
        return "-Dcom.sun.management.jmxremote.port=" + port + " -Dcom.sun.management.jmxremote.rmi.port=" + port
                + " -Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1"
                + " -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false";
    }

    @SuppressWarnings("BanJNDI") // to a program that the test has started itself
    static JmxView connect(int port) throws IOException {
        return new JmxView(JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")));
    }

    /** Asks for everything. @return what is not refused, without doing it: see {@link #operation} */
    Set<String> allowed(Function<String, JsonNode> jolokia) throws IOException, JMException {
        List<Question> questions = questions();
        asked = questions.size();
        Set<String> allowed = new TreeSet<>();
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<Question> some = questions.subList(from, Math.min(from + AT_ONCE, questions.size()));
            allowed.addAll(allowed(some, jolokia));
        }
        return allowed;
    }

    /** Jolokia refuses all requests of an array if it cannot read one of them: then each half is asked for by itself. */
    private static Set<String> allowed(List<Question> questions, Function<String, JsonNode> jolokia) {
        Set<String> allowed = new TreeSet<>();
        JsonNode answers = jolokia.apply(
                MAPPER.valueToTree(questions.stream().map(Question::request).toList())
                        .toString());
        if (!answers.isArray() && questions.size() > 1) {
            int half = questions.size() / 2;
            allowed.addAll(allowed(questions.subList(0, half), jolokia));
            allowed.addAll(allowed(questions.subList(half, questions.size()), jolokia));
        } else if (answers.asInt() == BAD_REQUEST) {
            allowed.add(questions.get(0).subject()); // past the policy, but there are no such arguments
        }
        for (int i = 0; answers.isArray() && i < answers.size(); i++) { // an object says why none was looked at
            if (answers.path(i).path("status").asInt() != 403) {
                allowed.add(questions.get(i).subject());
            }
        }
        return allowed;
    }

    /** How many things were asked for. */
    int asked() {
        return asked;
    }

    private List<Question> questions() throws IOException, JMException {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        List<Question> questions = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            MBeanInfo mbean = server.getMBeanInfo(name);
            for (MBeanAttributeInfo attribute : mbean.getAttributes()) {
                questions.add(new Question(kind(name) + " read " + attribute.getName(), attribute(name, attribute)));
            }
            for (MBeanOperationInfo operation : mbean.getOperations()) {
                questions.add(new Question(kind(name) + " exec " + operation.getName(), operation(name, operation)));
            }
        }
        return questions;
    }

    private static ObjectNode attribute(ObjectName name, MBeanAttributeInfo attribute) {
        return MAPPER.createObjectNode()
                .put("type", "read")
                .put("mbean", name.toString())
                .put("attribute", attribute.getName());
    }

    /** One without arguments would be carried out: it is asked for with a type that it does not have. The policy looks at names. */
    private static ObjectNode operation(ObjectName name, MBeanOperationInfo operation) {
        String types = operation.getSignature().length == 0
                ? "no.such.Type"
                : Arrays.stream(operation.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .collect(Collectors.joining(","));
        return MAPPER.createObjectNode()
                .put("type", "exec")
                .put("mbean", name.toString())
                .put("operation", operation.getName() + "(" + types + ")");
    }

    private static String kind(ObjectName name) {
        String type = String.valueOf(name.getKeyProperty("type"));
        boolean camel = name.getDomain().equals("org.apache.camel");
        return camel && Set.of("routes", "context").contains(type) ? type : name.getCanonicalName();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
