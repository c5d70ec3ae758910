package io.skerry.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The rules that hold everywhere. Each says why it is there. */
public final class Walls {

    private static final List<ArchRule> EVERYWHERE = List.of(
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.skerry.hub.resource..", "io.skerry.hub.projection..")
                    .and()
                    .haveSimpleNameNotEndingWith("Repository")
                    .and()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .and()
                    .resideOutsideOfPackage("io.skerry.store.embedded..")
                    .and()
                    .resideOutsideOfPackage("io.skerry.testkit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..")
                    .because("SQL is visible in few places: repositories, the resource store and the projection"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.skerry.gateway..",
                            "io.skerry.link..",
                            "io.skerry.hub.datacenter.link..",
                            "io.skerry.edge.link..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("reactor..")
                    .because(
                            "blocking code on virtual threads is what everybody reads; reactive types stay where connections are held"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.skerry.logs.buffer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("net.openhft..")
                    .because("Chronicle can take its process down; one room holds it, behind its guards"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..kubernetes..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.fabric8..")
                    .because("users and the rest of the code think in applications"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.skerry.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.etcd..")
                    .because("roles meet in the edge store and do not know which one it is"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.skerry.hub.keys..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.github.jopenlibs..")
                    .because("keys is the one room that speaks with Vault"),
            classes().should(resideInANullMarkedPackage()).because("absence is declared, never assumed"),
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
                    .because("such names say nothing"));

    private Walls() {}

    /**
     * Holds every production class under a package to the rules that hold everywhere, and its packages to having no cycle.
     *
     * @param root such as {@code io.skerry.gateway}
     * @throws AssertionError naming each breach and the rule's reason
     */
    public static void hold(String root) {
        var classes = production(root);
        EVERYWHERE.forEach(rule -> rule.allowEmptyShould(true).check(classes));
        slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .because("data walks through the rooms without going back and forth")
                .check(classes);
    }

    /** The classes under a package, without tests. */
    public static JavaClasses production(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package without @NullMarked"));
                }
            }
        };
    }
}
