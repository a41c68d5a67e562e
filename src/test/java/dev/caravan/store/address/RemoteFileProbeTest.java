package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.RawServer;
import dev.caravan.testing.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaravanTest
class RemoteFileProbeTest {

    private static final NameLookup NAMES = new NameLookup(Duration.ofSeconds(5), InetAddress::getAllByName);

    @Autowired
    CaravanSettings settings;

    @Test
    void looksAtAFileOnlyForAMomentAndNotIntoAPrivateNetwork() throws IOException {
        try (RawServer endless =
                RawServer.endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nGIF89a", "x", Duration.ofMillis(20))) {
            Duration limit = Duration.ofMillis(300);
            RemoteFileProbe probe = new RemoteFileProbe(new AllowedAddresses(settings, NAMES), limit, limit);
            Duration enough = Duration.ofSeconds(10);
            RemoteFileProbe strict = new RemoteFileProbe(
                    new AllowedAddresses(TestSettings.allowingNoPrivateAddress(settings), NAMES), enough, enough);

            assertThat(strict.look(URI.create(endless.url() + "/media/1")).problem())
                    .contains("private network");
            assertThat(endless.connections()).isZero();
            assertThat(probe.look(URI.create(endless.url() + "/media/1")).problem())
                    .contains("no answer in time");
            probe.destroy();
            strict.destroy();
        }
    }
}
