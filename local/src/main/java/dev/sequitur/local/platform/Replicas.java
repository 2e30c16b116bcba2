package dev.sequitur.local.platform;

import dev.sequitur.local.LocalFailure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many processes of each service run beside each other; one where nothing is said.
 *
 * @param others more than one
 */
public record Replicas(Map<Service, Integer> others) {

  /** More would take each other's processors, and ports of others. */
  static final int MOST = 9;

  private static final Pattern ONE = Pattern.compile("([a-z]+)(-service)?=([0-9]{1,4})");
  private static final String KEY = "replicas.";

  public Replicas {
    others = Map.copyOf(others);
  }

  /** One of each. */
  public static Replicas single() {
    return new Replicas(Map.of());
  }

  public int of(Service service) {
    return others.getOrDefault(service, 1);
  }

  /** The same with another number for one service. */
  public Replicas with(Service service, int number) {
    Map<Service, Integer> changed = new EnumMap<>(Service.class);
    changed.putAll(others);
    if (number == 1) {
      changed.remove(service);
    } else {
      changed.put(service, number);
    }
    return new Replicas(changed);
  }

  /**
   * The same, changed by a text such as {@code executor=3,rule=2}.
   *
   * @throws LocalFailure if it cannot be understood, or asks for what is not to be had
   */
  public Replicas with(String text) {
    Replicas changed = this;
    for (String one : text.split(",", -1)) {
      Matcher matcher = ONE.matcher(one.strip());
      if (!matcher.matches()) {
        throw new LocalFailure(
            "--replicas does not understand \"%s\": write executor=3,rule=2.".formatted(one));
      }
      changed =
          changed.with(service(matcher.group(1)), number(one, Integer.parseInt(matcher.group(3))));
    }
    return changed;
  }

  private static Service service(String name) {
    for (Service service : Service.values()) {
      if (service.part().equals(name) || service.part().equals(name + "-service")) {
        return service;
      }
    }
    throw new LocalFailure(
        "--replicas knows no service \"%s\": there are %s."
            .formatted(
                name,
                Arrays.stream(Service.values())
                    .map(known -> known.part().replace("-service", ""))
                    .collect(Collectors.joining(", "))));
  }

  private static int number(String said, int number) {
    if (number < 1 || number > MOST) {
      throw new LocalFailure(
          "--replicas takes 1 to %d of a service, not %s.".formatted(MOST, said));
    }
    return number;
  }

  /** The name of the n-th process of a service, counted from 0: the first bears the service's. */
  static String name(Service service, int ordinal) {
    return ordinal == 0 ? service.part() : service.part() + "-" + (ordinal + 1);
  }

  /** Whether a process of this name is one of a service's that is not wanted any more. */
  boolean isSurplus(String part) {
    for (Service service : Service.values()) {
      for (int ordinal = of(service); ordinal < MOST; ordinal++) {
        if (part.equals(name(service, ordinal))) {
          return true;
        }
      }
    }
    return false;
  }

  static Replicas load(Properties properties) {
    Replicas replicas = single();
    for (Service service : Service.values()) {
      replicas =
          replicas.with(
              service, Integer.parseInt(properties.getProperty(KEY + service.part(), "1")));
    }
    return replicas;
  }

  void store(Properties properties) {
    others.forEach(
        (service, number) ->
            properties.setProperty(KEY + service.part(), Integer.toString(number)));
  }
}
