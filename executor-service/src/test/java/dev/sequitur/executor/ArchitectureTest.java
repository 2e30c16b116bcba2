package dev.sequitur.executor;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.sequitur.kit.test.ArchitectureRules;

@AnalyzeClasses(
    packages = "dev.sequitur.executor",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest static final ArchTests SHARED = ArchTests.in(ArchitectureRules.class);

  @ArchTest
  static final ArchRule decisionsOnAttemptsArePure =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("..executor.retry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io..", "jakarta..", "java.sql..", "org.jboss..", "java.util.concurrent..")
          .because("what follows from an attempt is a function of its facts");

  @ArchTest
  static final ArchRule addressesAreNotLookedUpOutsideTheGuard =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackage("..kit.egress..")
          .should()
          .callMethod(java.net.InetAddress.class, "getByName", String.class)
          .orShould()
          .callMethod(java.net.InetAddress.class, "getAllByName", String.class)
          .because("an address that is called is one that was checked");

  private ArchitectureTest() {}
}
