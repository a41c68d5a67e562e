package dev.caravan.architecture;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of {@code application.yml}. */
final class Settings {

    static final Path FILE = Path.of("src/main/resources/application.yml");
    private static final Pattern SETTING = Pattern.compile("\\$\\{(CARAVAN_[A-Z0-9_]+):([^}]*)}");

    private Settings() {}

    /** Environment variable to default; an empty one says that there is none. */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        SETTING.matcher(SourceTree.text(FILE)).results().forEach(match -> defaults.put(match.group(1), match.group(2)));
        return defaults;
    }
}
