package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Where the build takes its parts from, and what it accepts. */
class SupplyChainTest {

    private static final Path POM = Path.of("pom.xml");
    private static final Path ACCEPTED = Path.of("docs/accepted-findings.xml");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    @Test
    void theWrapperTakesOnlyTheMavenThatItKnows() throws Exception {
        Properties wrapper = new Properties();
        wrapper.load(new ByteArrayInputStream(SourceTree.text(Path.of(".mvn/wrapper/maven-wrapper.properties"))
                .getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(wrapper.getProperty("distributionUrl")).startsWith(CENTRAL);
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches(SHA_256);
        assertThat(wrapper.getProperty("distributionTarSha256Sum")).matches(SHA_256);
        assertThat(SourceTree.text(Path.of("mvnw")))
                .as("where there is no unzip it takes the other archive: lost when the wrapper is renewed")
                .contains("distributionSha256Sum=${distributionTarSha256Sum-}");
    }

    @Test
    void everythingComesFromMavenCentral() throws Exception {
        assertThat(texts(POM, "repository")).isEmpty();
        assertThat(texts(POM, "pluginRepository")).isEmpty();
    }

    @Test
    void everyVersionIsFixed() throws Exception {
        assertThat(Stream.concat(elements(POM, "dependency").stream(), elements(POM, "plugin").stream()))
                .isNotEmpty()
                .extracting(part -> child(part, "version"))
                .noneMatch(version -> version.matches("LATEST|RELEASE|.*-SNAPSHOT|[\\[(].*"));
    }

    /** It needs the network, and what it finds changes by itself: it must not break a build that was green. */
    @Test
    void theCheckForVulnerabilitiesIsAskedFor() throws Exception {
        assertThat(elements(POM, "profile")).anySatisfy(profile -> {
            assertThat(child(profile, "id")).isEqualTo("dependency-check");
            assertThat(profile.getElementsByTagName("activation").getLength()).isZero();
            assertThat(profile.getTextContent()).contains("dependency-check-maven", "docs/accepted-findings.xml");
        });
        assertThat(texts(POM, "artifactId").filter("dependency-check-maven"::equals))
                .hasSize(1);
    }

    @Test
    void whatIsAcceptedSaysWhyAndUntilWhen() throws Exception {
        assertThat(elements(ACCEPTED, "suppress")).allSatisfy(accepted -> {
            assertThat(child(accepted, "notes")).hasSizeGreaterThan(40);
            assertThat(LocalDate.parse(accepted.getAttribute("until").replace("Z", "")))
                    .isBefore(LocalDate.now().plusMonths(7));
        });
    }

    private static Stream<String> texts(Path file, String name) throws Exception {
        return elements(file, name).stream().map(Element::getTextContent);
    }

    private static String child(Element parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }

    private static List<Element> elements(Path file, String name) throws Exception {
        NodeList found = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }
}
