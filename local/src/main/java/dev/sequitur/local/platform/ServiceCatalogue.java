package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import dev.sequitur.local.database.RolePasswords;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The six services as processes: their jars, memory and configuration on this machine. */
public final class ServiceCatalogue {

  /** The workspace that is there from the start, and that may call this machine's own addresses. */
  public static final String WORKSPACE = "default";

  private static final List<String> JVM =
      List.of(
          "-Xmx192m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * What lets events in gives way to what carries them out. On a machine that is busy the queue
   * between them then stays short by itself: who sends waits a little, instead of every run
   * seconds.
   */
  private static final Set<Service> DOORS = EnumSet.of(Service.GATEWAY, Service.TRIGGER);

  private static final int GIVE_WAY = 5;

  private ServiceCatalogue() {}

  /** All services, in the order in which they are started. */
  public static List<ServiceProcess> all(
      Repository repository, Home home, Settings settings, Overrides overrides) {
    Secrets secrets = new Secrets(home.secrets());
    List<ServiceProcess> services = new ArrayList<>();
    for (Service service : Service.values()) {
      Map<String, String> environment = environment(service, settings, secrets);
      environment.putAll(overrides.environment());
      services.add(
          new ServiceProcess(
              service.part(),
              settings.ports().of(service),
              repository.serviceJar(service.part()),
              options(overrides),
              environment,
              home,
              DOORS.contains(service) ? GIVE_WAY : 0));
    }
    return services;
  }

  private static List<String> options(Overrides overrides) {
    List<String> options = new ArrayList<>(JVM);
    options.addAll(overrides.jvmOptions());
    return options;
  }

  private static Map<String, String> environment(
      Service service, Settings settings, Secrets secrets) {
    RolePasswords passwords = secrets.passwords(service.schema());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().of(service)));
    environment.put("SEQUITUR_KAFKA_BOOTSTRAP_SERVERS", settings.kafka());
    // A stable name: what is started again takes its own partitions and open calls back at once.
    environment.put("SEQUITUR_KAFKA_INSTANCE_ID", service.part() + "-0");
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
      gateway(environment, settings.ports(), secrets);
    } else {
      environment.put("SEQUITUR_SECRETS_KEY_FILE", secrets.secretsKeyFile().toString());
    }
    return environment;
  }

  private static void gateway(Map<String, String> environment, Ports ports, Secrets secrets) {
    environment.put(
        "SEQUITUR_INTERNAL_PRIVATE_KEY_FILE", secrets.internalPrivateKeyFile().toString());
    environment.put("SEQUITUR_SIGN_IN_KEY_FILE", secrets.signInKeyFile().toString());
    for (Service service : Service.values()) {
      if (service != Service.GATEWAY) {
        String key = service.name();
        environment.put(
            "SEQUITUR_SERVICES_" + key + "_URL", "http://127.0.0.1:" + ports.of(service));
      }
    }
  }
}
