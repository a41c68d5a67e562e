package dev.caravan.architecture;

import org.junit.jupiter.api.Nested;

/**
 * All rules that look at classes: as one test they share one JVM, and so one import of all classes, which takes seconds. One rule alone:
 * {@code -Dtest='ArchitectureRules#nobodySleeps'}.
 */
class ClassRulesTest {

    @Nested
    class Architecture extends ArchitectureRules {}

    @Nested
    class House extends HouseRules {}

    @Nested
    class OutgoingConnections extends OutgoingConnectionRules {}

    @Nested
    class SecureCoding extends SecureCodingRules {}

    @Nested
    class WireTypes extends WireTypeRules {}
}
