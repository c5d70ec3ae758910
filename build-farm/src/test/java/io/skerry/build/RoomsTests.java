package io.skerry.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.skerry.testkit.architecture.Walls;
import org.junit.jupiter.api.Test;

class RoomsTests {

    @Test
    void detectionRunsNothing() {
        noClasses()
                .that()
                .resideInAPackage("io.skerry.build.detect")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.skerry.build.sandbox", "io.skerry.build.pack", "io.skerry.build.order")
                .because("what a source is must be found out without trusting it")
                .check(Walls.production("io.skerry.build"));
    }
}
