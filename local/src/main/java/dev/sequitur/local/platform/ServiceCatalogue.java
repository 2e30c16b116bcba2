package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import dev.sequitur.local.database.RolePasswords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The six services as processes: their jars, memory and configuration on this machine. */
public final class ServiceCatalogue {

  /** The workspace that is there from the start, and that may call this machine's own addresses. */
  public static final String WORKSPACE = "default";

  /** Where the gateway finds all replicas of the door behind it, in its environment. */
  static final String DOORS = url(Service.TRIGGER);

  private static final List<String> JVM =
      List.of(
          "-Xmx192m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          // A batch that is being worked on outlives a collection or two; it must not grow old by
          // it.
          "-XX:NewRatio=1",
          "-XX:SurvivorRatio=2",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private ServiceCatalogue() {}

  /** All services with their replicas, in the order in which they are started. */
  public static List<ServiceProcess> all(
      Repository repository, Home home, Settings settings, Overrides overrides) {
    List<ServiceProcess> services = new ArrayList<>();
    for (Service service : Service.values()) {
      for (int ordinal = 0; ordinal < settings.replicas().of(service); ordinal++) {
        Map<String, String> environment =
            environment(service, ordinal, settings, new Secrets(home.secrets()));
        environment.putAll(overrides.environment());
        services.add(
            new ServiceProcess(
                Replicas.name(service, ordinal),
                settings.ports().of(service, ordinal),
                repository.serviceJar(service.part()),
                options(overrides),
                environment,
                home));
      }
    }
    return services;
  }

  private static List<String> options(Overrides overrides) {
    List<String> options = new ArrayList<>(JVM);
    options.addAll(overrides.jvmOptions());
    return options;
  }

  private static Map<String, String> environment(
      Service service, int ordinal, Settings settings, Secrets secrets) {
    RolePasswords passwords = secrets.passwords(service.schema());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().of(service, ordinal)));
    environment.put("SEQUITUR_KAFKA_BOOTSTRAP_SERVERS", settings.kafka());
    // A stable name: what is started again takes its own partitions and open calls back at once.
    environment.put("SEQUITUR_KAFKA_INSTANCE_ID", service.part() + "-" + ordinal);
    environment.put("SEQUITUR_DATABASE_URL", settings.databaseUrl());
    environment.put("SEQUITUR_DATABASE_API_PASSWORD", passwords.api());
    environment.put("SEQUITUR_DATABASE_PATH_PASSWORD", passwords.path());
    environment.put("SEQUITUR_INTERNAL_PUBLIC_KEY", secrets.internalPublicKey());
    // One machine, one clock: what is published may take effect sooner than between machines.
    environment.put("SEQUITUR_DEFINITIONS_LEAD", "PT1S");
    environment.put("SEQUITUR_DEFINITIONS_MARGIN", "PT0.6S");
    environment.put("SEQUITUR_DEFINITIONS_FRESHNESS", "PT0.3S");
    environment.put("SEQUITUR_EGRESS_PRIVATE_ADDRESSES", WORKSPACE);
    // The launcher asks a starting service many times a second; "not yet" is no news.
    environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
    if (service == Service.GATEWAY) {
      gateway(environment, settings, secrets);
    } else {
      environment.put("SEQUITUR_SECRETS_KEY_FILE", secrets.secretsKeyFile().toString());
    }
    if (service == Service.RULE) {
      environment.put(
          "SEQUITUR_RULE_REPORTING_URL",
          "http://127.0.0.1:" + settings.ports().of(Service.REPORTING));
    }
    return environment;
  }

  private static void gateway(Map<String, String> environment, Settings settings, Secrets secrets) {
    environment.put(
        "SEQUITUR_INTERNAL_PRIVATE_KEY_FILE", secrets.internalPrivateKeyFile().toString());
    environment.put("SEQUITUR_SIGN_IN_KEY_FILE", secrets.signInKeyFile().toString());
    for (Service service : Service.values()) {
      if (service != Service.GATEWAY) {
        environment.put(url(service), urls(service, settings));
      }
    }
  }

  private static String url(Service service) {
    return "SEQUITUR_SERVICES_" + service.name() + "_URL";
  }

  /**
   * What comes in is shared among the replicas of the door behind the gateway. The others share by
   * their partitions; requests are few, and the first answers them.
   */
  private static String urls(Service service, Settings settings) {
    int replicas = service == Service.TRIGGER ? settings.replicas().of(service) : 1;
    return IntStream.range(0, replicas)
        .mapToObj(ordinal -> "http://127.0.0.1:" + settings.ports().of(service, ordinal))
        .collect(Collectors.joining(","));
  }
}
