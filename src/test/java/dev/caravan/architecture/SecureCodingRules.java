package dev.caravan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sources do not use at all, because it opens a door by itself: docs/security.md counts on it. */
class SecureCodingRules {

    /** The sandbox stores are a stand-in for the demo; their dice need not be fair. */
    private static final String SANDBOX = "dev.caravan.sandbox..";

    private static final Pattern ALGORITHM =
            Pattern.compile("(?:Cipher|Mac|MessageDigest|Signature|KeyGenerator)\\.getInstance\\(\\s*\"([^\"]+)\"");
    private static final Set<String> ALGORITHMS = Set.of("SHA-256", "HmacSHA256");

    @Test
    void readsNoSerializedObjects() {
        nothingDependsOn(assignableTo(ObjectInputStream.class), "what is read says which classes are made");
        nothingDependsOn(resideInAnyPackage("java.beans", "com.thoughtworks.xstream.."), "XMLDecoder and XStream, too");
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("(enable|activate)DefaultTyping.*|setPolymorphicTypeValidator")))
                .because("JSON of a client must not name classes")
                .check(Imported.ofMain());
    }

    @Test
    void evaluatesNoExpressionsOfOthers() {
        nothingDependsOn(
                resideInAnyPackage("javax.script..", "org.springframework.expression..", "groovy..", "org.mvel2.."),
                "text must not become code");
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo("org.apache.camel.CamelContext")))
                        .and(target(nameMatching("resolveLanguage"))))
                .because("Camel's expressions stand in the routes of the jar")
                .check(Imported.ofMain());
    }

    @Test
    void readsNoXml() {
        nothingDependsOn(
                resideInAnyPackage("javax.xml..", "org.xml.sax..", "org.w3c.dom..", "org.dom4j..", "org.jdom2.."),
                "external entities cannot be resolved where none are read");
    }

    @Test
    void startsNoProgramsButPostgreSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.caravan.platform.database..")
                .should()
                .dependOnClassesThat(assignableTo(ProcessBuilder.class))
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(Imported.ofMain());
    }

    @Test
    void takesNothingToBeGuessedFromAnOrdinaryGenerator() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(SANDBOX)
                .should()
                .dependOnClassesThat(describe("ordinary random numbers", SecureCodingRules::ordinaryRandom))
                .orShould()
                .callMethod(Math.class, "random")
                .because("SecureRandom and UUID.randomUUID() (version 4, from SecureRandom) cannot be guessed");

        rule.check(Imported.ofMain());
    }

    /** WooCommerce takes HMAC-SHA256 for OAuth; sealing and passwords are Tink's and Spring Security's. */
    @Test
    void namesNoWeakAlgorithm() {
        Set<String> named = new TreeSet<>();
        SourceTree.files(SourceTree.MAIN_JAVA, ".java").stream()
                .filter(file -> !SourceTree.below(SourceTree.MAIN_JAVA, file).startsWith("dev/caravan/sandbox/"))
                .forEach(file ->
                        ALGORITHM.matcher(SourceTree.text(file)).results().forEach(match -> named.add(match.group(1))));

        assertThat(named).isNotEmpty().isSubsetOf(ALGORITHMS);
        nothingDependsOn(assignableTo(javax.crypto.Cipher.class), "Tink encrypts, with nonces of its own");
    }

    /** How long a comparison takes says how much of a guess was right, unless it looks at every byte. */
    @Test
    void comparesHashesOfSecretsInConstantTime() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.caravan.platform.security..", "dev.caravan.store..", "dev.caravan.alert..")
                .and()
                .doNotHaveSimpleName("Networks")
                .should()
                .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(java.util.Arrays.class, "compare", byte[].class, byte[].class)
                .check(Imported.ofMain());
        classes()
                .that()
                .haveSimpleName("ApiKeys")
                .should()
                .callMethod(java.security.MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(Imported.ofMain());
    }

    /** Stores, the webhook, the identity provider: the catalogue and the platform call nothing. */
    @Test
    void callsOthersFromNamedRoomsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.caravan.store..",
                        "dev.caravan.sync..",
                        "dev.caravan.woocommerce..",
                        "dev.caravan.alert..",
                        "dev.caravan.platform.security..",
                        SANDBOX)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net.http..",
                        "org.apache.hc.client5..",
                        "org.apache.http..",
                        "okhttp3..",
                        "org.springframework.web.client.."))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(java.net.URL.class))).and(target(nameMatching("open.*"))))
                .orShould()
                .dependOnClassesThat(assignableTo(java.net.Socket.class))
                .check(Imported.ofMain());
    }

    private static void nothingDependsOn(
            com.tngtech.archunit.base.DescribedPredicate<? super JavaClass> kind, String reason) {
        noClasses().should().dependOnClassesThat(kind).because(reason).check(Imported.ofMain());
    }

    private static boolean ordinaryRandom(JavaClass used) {
        return used.isEquivalentTo(Random.class)
                || used.isEquivalentTo(ThreadLocalRandom.class)
                || used.isEquivalentTo(java.util.SplittableRandom.class);
    }
}
