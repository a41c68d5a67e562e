package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.settings.WrongSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    private static final String SETTING = "CARAVAN_STORE_ALLOW_PRIVATE";

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
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "2002:7f00:1::",
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:192.168.0.1",
                "fe80::5efe:8.8.8.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.1",
                "240.0.0.1",
                "100::1",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fec0::1",
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
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.169.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2606:4700::5efe:8.8.8.8"
            })
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(Networks.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0X7F.1",
                "0x",
                "017700000001",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "127.0.0.0x1",
                "1.2.3.4.5",
                "shop.example.1",
                "shop.0x7f"
            })
    void knowsFormsOfIpv4ThatProgramsReadDifferently(String host) {
        assertThat(Networks.isAmbiguous(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "8.8.8.8",
                "shop.example",
                "1shop.example",
                "shop1",
                "0xshop",
                "::1",
                "::ffff:1.2.3.4",
                "a.b1"
            })
    void knowsHostsThatHaveOneMeaning(String host) {
        assertThat(Networks.isAmbiguous(host)).isFalse();
    }

    @Test
    void readsNetworksOfTheSetting() throws UnknownHostException {
        var networks = Networks.parse(" 10.0.0.0/8, 192.168.1.7 ,fd00::/8", SETTING);

        assertThat(networks.test(InetAddress.getByName("10.200.0.1"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("192.168.1.7"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("192.168.1.8"))).isFalse();
        assertThat(networks.test(InetAddress.getByName("fd00::5"))).isTrue();
        assertThat(networks.test(InetAddress.getByName("fe80::5"))).isFalse();
        assertThat(Networks.parse("", SETTING).test(InetAddress.getByName("10.0.0.1")))
                .isFalse();
        assertThat(Networks.parse("all", SETTING).test(InetAddress.getByName("10.0.0.1")))
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
        assertThatThrownBy(() -> Networks.parse(setting, SETTING))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(SETTING)
                .hasMessageContaining(setting);
    }
}
