package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that operators copy: they name what exists, and open nothing. The scripts that newcomers run are all listed. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("docs/examples");
    private static final Path SCRIPTS = Path.of("examples");
    private static final Pattern SETTING = Pattern.compile("CARAVAN_[A-Z0-9_]+");
    /** Lines that do something; the rest are comments. */
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");

    @Test
    void nameOnlySettingsThatExist() {
        Set<String> named = new TreeSet<>();
        Stream.concat(
                        Stream.of("nginx.conf", "Caddyfile", "caravan.service").map(FOLDER::resolve),
                        Stream.of(Path.of("docs/security.md")))
                .forEach(file ->
                        SETTING.matcher(SourceTree.text(file)).results().forEach(match -> named.add(match.group())));

        assertThat(named).isNotEmpty().isSubsetOf(Settings.defaults().keySet());
    }

    @Test
    void theProxiesPassOnToTheMainPortOnly() {
        String main = Settings.defaults().get("CARAVAN_PORT");

        assertThat(List.of("nginx.conf", "Caddyfile"))
                .allSatisfy(file -> assertThat(effective(file))
                        .contains("127.0.0.1:" + main)
                        .doesNotContain(":8079"));
    }

    @Test
    void theProxiesReplaceTheForwardedHeadersOfClients() {
        assertThat(effective("nginx.conf"))
                .contains(
                        "proxy_set_header X-Forwarded-For   $remote_addr;",
                        "proxy_set_header X-Forwarded-Proto $scheme;",
                        "proxy_set_header X-Forwarded-Host  $host;",
                        "proxy_set_header Forwarded         \"\";")
                .doesNotContain("proxy_add_x_forwarded_for");
        assertThat(effective("Caddyfile")).contains("header_up -Forwarded").doesNotContain("trusted_proxies");
    }

    @Test
    void theUnitGivesUpWhatCaravanDoesNotNeed() {
        assertThat(effective("caravan.service").lines())
                .contains(
                        "User=caravan",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "PrivateTmp=yes",
                        "PrivateDevices=yes",
                        "UMask=0077",
                        "StateDirectoryMode=0700",
                        "Restart=always");
    }

    @Test
    void theFirewallOpensTheProxyAlone() {
        assertThat(effective("nftables.conf"))
                .contains("hook input priority filter; policy drop;", "tcp dport { 80, 443 } accept")
                .doesNotContainPattern("dport[^\\n]*(8079|8080|5432)");
    }

    @Test
    void everyScriptIsListedWithWhatItShows() {
        List<Path> scripts = SourceTree.files(SCRIPTS, ".sh").stream()
                .filter(script -> SCRIPTS.equals(script.getParent()))
                .toList();
        String list = SourceTree.text(SCRIPTS.resolve("README.md"));

        assertThat(scripts).hasSizeGreaterThanOrEqualTo(12).allSatisfy(script -> {
            assertThat(list).contains("| [" + script.getFileName() + "](" + script.getFileName() + ") |");
            assertThat(SourceTree.text(script))
                    .startsWith("#!/bin/sh\n# ")
                    .contains("\n. \"$(dirname \"$0\")/lib/caravan.sh\"\n", "\ndone_with ");
            assertThat(Files.isExecutable(script))
                    .as("%s is executable", script)
                    .isTrue();
        });
    }

    private static String effective(String file) {
        return COMMENT.matcher(SourceTree.text(FOLDER.resolve(file))).replaceAll("");
    }
}
