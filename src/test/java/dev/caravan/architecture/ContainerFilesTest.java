package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be checked of the container files without a container engine. */
class ContainerFilesTest {

    private static final Set<String> LASTING = Set.of("caravan", "postgres", "wordpress", "mariadb");
    private static final Set<String> ONCE = Set.of("set-up-store", "connect-store");
    /** Apache and MariaDB start as root: one opens port 80, the other owns its new folder. */
    private static final Set<String> STARTED_AS_ROOT = Set.of("wordpress", "mariadb");
    /** What the JVM of the image writes to besides the data folder. */
    private static final String TEMPORARY = "/tmp";

    private static final Set<String> BUILT_INTO_BASH = Set.of("set", "exec", "printf", "read", "[[");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(?:--\\S+ )*(.+) \\S+$");
    private static final Pattern LATEST = Pattern.compile("^[^:]+(:latest)?$");

    private static final JsonNode COMPOSE = RouteFile.parse(SourceTree.text(Path.of("docker-compose.yml")));
    private static final String DOCKERFILE = SourceTree.text(Path.of("Dockerfile"));

    @Test
    void composeStartsCaravanItsDatabaseAndAStore() {
        Set<String> expected = new TreeSet<>(LASTING);
        expected.addAll(ONCE);

        assertThat(services()).containsOnlyKeys(expected);
    }

    @Test
    void everyLastingServiceSaysWhenItIsHealthy() {
        assertThat(LASTING)
                .allSatisfy(name -> assertThat(healthcheck(name))
                        .as("healthcheck of %s", name)
                        .isTrue());
    }

    @Test
    void whatRunsOnceIsNotStartedAgain() {
        assertThat(ONCE)
                .allSatisfy(name -> assertThat(
                                COMPOSE.at("/services/" + name + "/restart").asText())
                        .isEqualTo("no"));
    }

    @Test
    void servicesWaitForServicesThatExist() {
        services()
                .forEach((name, service) -> service.path("depends_on")
                        .properties()
                        .forEach(other -> {
                            String expected = ONCE.contains(other.getKey())
                                    ? "service_completed_successfully"
                                    : "service_healthy";
                            assertThat(services()).containsKey(other.getKey());
                            assertThat(other.getValue().path("condition").asText())
                                    .as("%s waits for %s", name, other.getKey())
                                    .isEqualTo(expected);
                        }));
    }

    @Test
    void composeSetsOnlySettingsThatExist() {
        Set<String> used = new TreeSet<>();
        COMPOSE.at("/services/caravan/environment").fieldNames().forEachRemaining(used::add);

        assertThat(used).isNotEmpty().isSubsetOf(Settings.defaults().keySet());
    }

    @Test
    void imagesAreNamedWithTheirVersion() {
        services().forEach((name, service) -> {
            if (service.has("image")) {
                assertThat(service.path("image").asText())
                        .as("image of %s", name)
                        .doesNotMatch(LATEST);
            }
        });
        assertThat(Pattern.compile("(?m)^FROM (\\S+)")
                        .matcher(DOCKERFILE)
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .noneMatch(image -> LATEST.matcher(image).matches());
    }

    @Test
    void portsAreOpenOnThisMachineOnly() {
        services()
                .values()
                .forEach(service -> service.path("ports")
                        .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void volumesAreDeclaredAndMountedFilesExist() {
        services()
                .values()
                .forEach(service -> service.path("volumes").forEach(volume -> {
                    String source = volume.asText().split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(Path.of(source)).exists();
                    } else {
                        assertThat(COMPOSE.path("volumes").has(source))
                                .as(source)
                                .isTrue();
                    }
                }));
    }

    @Test
    void theDockerfileCopiesWhatExistsAndIsNotIgnored() {
        List<String> copied = COPY.matcher(DOCKERFILE)
                .results()
                .flatMap(match -> List.of(match.group(1).split(" ")).stream())
                .toList();
        List<String> sent = SourceTree.text(Path.of(".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(copied).isNotEmpty().allSatisfy(path -> {
            assertThat(Files.exists(Path.of(path))).as("%s exists", path).isTrue();
            assertThat(sent).anyMatch(allowed -> path.equals(allowed) || path.startsWith(allowed + "/"));
        });
    }

    @Test
    void theImageRunsAsAUserThatIsNotRootByNumber() {
        assertThat(Pattern.compile("(?m)^USER (\\S+)$")
                        .matcher(DOCKERFILE)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly("10001:10001");
        assertThat(DOCKERFILE)
                .contains("--gid 10001 caravan", "--uid 10001 --gid caravan")
                .containsPattern("useradd .*--shell /usr/sbin/nologin")
                .containsPattern("install -d -o caravan -g caravan -m 700 /data");
        assertThat(DOCKERFILE.indexOf("\nUSER "))
                .as("nothing is run or copied as another user after it")
                .isGreaterThan(Math.max(DOCKERFILE.lastIndexOf("\nRUN "), DOCKERFILE.lastIndexOf("\nCOPY ")))
                .isLessThan(DOCKERFILE.indexOf("\nENTRYPOINT "));
    }

    /** They take long, and a build of the image is no place for a browser. */
    @Test
    void noTestIsRunWhenTheImageIsBuilt() {
        assertThat(Pattern.compile("\\./mvnw [^&\\\\\\n]*")
                        .matcher(DOCKERFILE.replaceAll("(?m)^#.*", ""))
                        .results()
                        .map(match -> match.group().strip()))
                .containsExactly("./mvnw -B -ntp -DskipTests package");
    }

    @Test
    void noSecretIsBuiltIntoTheImage() {
        assertThat(Pattern.compile("(?m)^(ARG|ENV) .*(PASSWORD|SECRET|KEY|TOKEN)")
                        .matcher(DOCKERFILE)
                        .results())
                .isEmpty();
        assertThat(SourceTree.text(Path.of(".dockerignore")).lines().filter(line -> !line.startsWith("#")))
                .as("only what is named is sent to the build")
                .startsWith("*");
    }

    @Test
    void theImageCarriesItsBillOfMaterials() {
        assertThat(DOCKERFILE).contains("META-INF/sbom/application.cdx.json ./sbom/application.cdx.json");
    }

    @Test
    void theHealthCheckNeedsNoToolBesidesBash() {
        List<String> commands = SourceTree.text(Path.of("docker/healthcheck.sh"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("[ <>0-9]")[0])
                .toList();

        assertThat(commands).isNotEmpty().isSubsetOf(BUILT_INTO_BASH);
    }

    @Test
    void nothingInComposeCanBecomeRoot() {
        services().forEach((name, service) -> {
            assertThat(service.at("/security_opt/0").asText()).as(name).isEqualTo("no-new-privileges:true");
            assertThat(service.path("privileged").asBoolean()).as(name).isFalse();
            assertThat(service.has("cap_add")).as(name).isFalse();
            if (!STARTED_AS_ROOT.contains(name)) {
                assertThat(service.at("/cap_drop/0").asText()).as(name).isEqualTo("ALL");
            }
        });
    }

    @Test
    void theFileSystemsOfComposeAreReadOnlyButForWhatIsNamed() {
        services().forEach((name, service) -> {
            if (!STARTED_AS_ROOT.contains(name)) {
                assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
                assertThat(service.path("tmpfs"))
                        .as(name)
                        .anyMatch(folder -> folder.asText().split(":")[0].equals(TEMPORARY));
            }
        });
        assertThat(COMPOSE.at("/services/caravan/volumes/0").asText()).isEqualTo("caravan:/data");
    }

    private static Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        COMPOSE.path("services").properties().forEach(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    private static boolean healthcheck(String name) {
        return COMPOSE.at("/services/" + name + "/healthcheck/test").isArray()
                || (COMPOSE.at("/services/" + name).has("build") && DOCKERFILE.contains("\nHEALTHCHECK "));
    }
}
