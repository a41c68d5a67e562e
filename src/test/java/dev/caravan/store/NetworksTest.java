package dev.caravan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.WrongSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1"
            })
    void knowsPrivateAddresses(String address) throws UnknownHostException {
        assertThat(Networks.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111", "64:ff9b::808:808"})
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(Networks.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void readsNetworksOfTheSetting() throws UnknownHostException {
        var networks = Networks.parse(" 10.0.0.0/8, 192.168.1.7 ,fd00::/8");

        assertThat(networks.test(InetAddress.getByName("10.200.0.1"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("192.168.1.7"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("192.168.1.8"))).isFalse();
        assertThat(networks.test(InetAddress.getByName("fd00::5"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("fe80::5"))).isFalse();
        assertThat(Networks.parse("").test(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(Networks.parse("all").test(InetAddress.getByName("10.0.0.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/x",
                "intranet",
                "10.0.0.0/8;11.0.0.0/8",
                "fd00::/129",
                "300.1.1.1"
            })
    void stopsTheStartWithTheNameOfTheSetting(String setting) {
        assertThatThrownBy(() -> Networks.parse(setting))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("CARAVAN_STORE_ALLOW_PRIVATE")
                .hasMessageContaining(setting);
    }
}
