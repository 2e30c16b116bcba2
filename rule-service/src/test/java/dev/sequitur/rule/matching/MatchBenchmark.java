package dev.sequitur.rule.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.generators.core.BenchmarkGenerator;
import org.openjdk.jmh.generators.core.FileSystemDestination;
import org.openjdk.jmh.generators.reflection.RFGeneratorSource;

/**
 * What matching costs: memory and time of the index itself, then JMH over {@link
 * ResidueMeasurement} and {@link MatchMeasurement}. No build runs it; the module's README says how
 * to. {@code -Djmh=...} gives JMH's own options.
 *
 * <p>The harness is generated here and not by an annotation processor, whose output would have to
 * pass the build's checks.
 */
class MatchBenchmark {

  private static final Path GENERATED = Path.of("target", "jmh");

  @Test
  void printsWhatMatchingCosts() throws Exception {
    generate();
    var options = System.getProperty("jmh");
    if (options != null) {
      jmh(options.split(" "));
      return;
    }
    java(IndexCosts.class.getName());
    java("org.openjdk.jmh.Main", "ResidueMeasurement");
    jmh("-p", "contender=INDEX");
    // The others would not come to an end with more rules.
    jmh(
        "-p",
        "contender=CEL_LOOP,EVENT_RULER",
        "-p",
        "rules=10,1000,10000",
        "-p",
        "shape=ONE_PERCENT,PINNED");
  }

  private static void generate() throws IOException {
    var sources = Files.createDirectories(GENERATED.resolve("sources"));
    var classes = Files.createDirectories(GENERATED.resolve("classes"));
    var source = new RFGeneratorSource();
    source.processClasses(MatchMeasurement.class, ResidueMeasurement.class);
    var destination = new FileSystemDestination(classes.toFile(), sources.toFile());
    var generator = new BenchmarkGenerator();
    generator.generate(source, destination);
    generator.complete(source, destination);
    assertThat(destination.hasErrors()).isFalse();
    var arguments =
        new ArrayList<>(List.of("-proc:none", "-cp", classPath(), "-d", classes.toString()));
    try (var files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).isZero();
  }

  private static void jmh(String... options) throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("org.openjdk.jmh.Main", "MatchMeasurement"));
    arguments.addAll(List.of(options));
    java(arguments.toArray(String[]::new));
  }

  /** In a process of its own: tests run without the compiler that services run with. */
  private static void java(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "-XX:+UseSerialGC",
                "-cp",
                GENERATED.resolve("classes") + File.pathSeparator + classPath()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // Written by this process: its own output is how tests talk to the build.
    try (var lines = process.inputReader()) {
      lines.lines().forEach(System.out::println);
    }
    assertThat(process.waitFor()).isZero();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
