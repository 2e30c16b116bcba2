package dev.sequitur.local.platform;

import dev.sequitur.local.FreePorts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where each part listens, on 127.0.0.1. Parts are called {@code broker}, {@code database} and as
 * {@link Service#part} says.
 */
public record Ports(Map<String, Integer> byPart) {

  public static final String BROKER = "broker";
  public static final String DATABASE = "database";

  /** Further replicas of a service listen this much higher each. */
  private static final int STRIDE = 10;

  private static final int BLOCK = Service.values().length + 3;
  private static final String KEY = "port.";

  public Ports {
    byPart = Map.copyOf(byPart);
  }

  /** Gateway 8080, services 8081 to 8085, broker 9092, database 15432. */
  public static Ports usual() {
    return services(8080).with(BROKER, 9092).with(DATABASE, 15432);
  }

  /**
   * The gateway on this port, services on the five after it, then database, broker, and one that
   * the broker uses itself.
   */
  public static Ports from(int base) {
    int next = base + Service.values().length;
    return services(base).with(DATABASE, next).with(BROKER, next + 1);
  }

  /** Ports that nobody uses now. */
  public static Ports free() {
    return from(FreePorts.block(BLOCK));
  }

  /** Ports that nobody uses now, with room for so many replicas of each service. */
  public static Ports free(int replicas) {
    return from(FreePorts.block(BLOCK + STRIDE * (replicas - 1)));
  }

  /** What {@link #store} wrote, with the usual ports for what it did not. */
  static Ports load(Properties properties) {
    Map<String, Integer> ports = new LinkedHashMap<>(usual().byPart());
    ports.replaceAll(
        (part, port) -> Integer.valueOf(properties.getProperty(KEY + part, port.toString())));
    return new Ports(ports);
  }

  void store(Properties properties) {
    byPart.forEach((part, port) -> properties.setProperty(KEY + part, port.toString()));
  }

  /** The port of one part. */
  public int of(String part) {
    Integer port = byPart.get(part);
    if (port == null) {
      throw new IllegalArgumentException("No part is called " + part);
    }
    return port;
  }

  public int of(Service service) {
    return of(service.part());
  }

  /** The port of the n-th process of a service, counted from 0. */
  public int of(Service service, int ordinal) {
    return of(service) + STRIDE * ordinal;
  }

  /** The same with another port for one part. */
  public Ports with(String part, int port) {
    Map<String, Integer> changed = new LinkedHashMap<>(byPart);
    changed.put(part, port);
    return new Ports(changed);
  }

  private static Ports services(int first) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      ports.put(service.part(), first + service.ordinal());
    }
    return new Ports(ports);
  }
}
