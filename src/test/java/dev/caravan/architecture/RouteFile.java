package dev.caravan.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** One file of YAML routes. @param path below the folder of all routes, for example {@code sync/fan-out.camel.yaml} */
record RouteFile(String path, String text, JsonNode items) {

    private static final ObjectMapper TREE = new ObjectMapper();

    static List<RouteFile> below(Path root) {
        return SourceTree.files(root, "yaml").stream()
                .map(file -> read(root, file))
                .toList();
    }

    private static RouteFile read(Path root, Path file) {
        try {
            String text = SourceTree.text(file);
            return new RouteFile(SourceTree.below(root, file), text, parse(text));
        } catch (YAMLException e) {
            throw new IllegalStateException(file + " is no YAML", e);
        }
    }

    /** YAML as a tree; a key given twice is an error. */
    static JsonNode parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return TREE.valueToTree(new Yaml(new SafeConstructor(options)).load(yaml));
    }
}
