package io.skerry.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedWallsTests {

    @ParameterizedTest
    @ValueSource(strings = {"io.skerry.model", "io.skerry.store", "io.skerry.link", "io.skerry.testkit"})
    void wallsOfTheHouseHold(String root) {
        Walls.hold(root);
    }

    @Test
    void modelKnowsNothingButTheJdkAndAnnotations() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.skerry.model..",
                        "java..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson.annotation..")
                .because("both ends, the command line and every role speak it")
                .check(Walls.production("io.skerry.model"));
    }
}
