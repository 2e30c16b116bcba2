package dev.sequitur.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sequitur.kit.kafka.Hops;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The shape that every service keeps; each service's {@code ArchitectureTest} includes it. */
public final class ArchitectureRules {

  @ArchTest
  static final ArchRule kafkaIsHeardInFlowsOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Flows")
          .and()
          .resideOutsideOfPackage("dev.sequitur.kit..")
          .should()
          .callMethod(Hops.class, "start", dev.sequitur.kit.kafka.HopSpec.class)
          .because("one file shows all that a service hears from Kafka")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theDomainIsPure =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "jakarta..",
              "org.apache.kafka..",
              "io.vertx..",
              "io.micrometer..",
              "java.sql..",
              "org.jboss..",
              "dev.sequitur.kit.kafka..",
              "dev.sequitur.kit.database..",
              "dev.sequitur.kit.outbox..")
          .because("a decision is a function of its facts")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theWallClockIsReadInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sequitur.kit.time..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callConstructor(java.util.Date.class)
          .because("time is passed in");

  @ArchTest
  static final ArchRule oneClassTalksToTheProducer =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sequitur.kit.kafka..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(org.apache.kafka.clients.producer.Producer.class)
          .because("the client table holds for every record that leaves");

  @ArchTest
  static final ArchRule collaboratorsComeByConstructor =
      fields()
          .should()
          .notBeAnnotatedWith(jakarta.inject.Inject.class)
          .because("constructor injection shows what a class needs")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  @ArchTest
  static final ArchRule packagesAreFeatures =
      noClasses()
          .that(areOurs())
          .should()
          .resideInAnyPackage(
              "..common..",
              "..util..",
              "..impl..",
              "..dto..",
              "..model..",
              "..mapper..",
              "..manager..");

  private ArchitectureRules() {}

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> areOurs() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "are ours", type -> type.getPackageName().startsWith("dev.sequitur"));
  }
}
