package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import dev.sequitur.local.database.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All parts of one platform. Broker and database are missing where outside ones are used. */
record Parts(
    Settings settings,
    Optional<BrokerPart> broker,
    Optional<DatabasePart> database,
    List<ServiceProcess> services) {

  static Parts of(Repository repository, Home home, Settings settings, Overrides overrides) {
    Ports ports = settings.ports();
    Secrets secrets = new Secrets(home.secrets());
    Optional<BrokerPart> broker =
        settings.outsideKafka().isPresent()
            ? Optional.empty()
            : Optional.of(new BrokerPart(repository, home, ports.of(Ports.BROKER)));
    Optional<DatabasePart> database =
        settings.outsideDatabase().isPresent()
            ? Optional.empty()
            : Optional.of(
                new DatabasePart(
                    repository, home, ports.of(Ports.DATABASE), secrets.superuserPassword()));
    return new Parts(
        settings, broker, database, ServiceCatalogue.all(repository, home, settings, overrides));
  }

  List<Part> all() {
    List<Part> all = new ArrayList<>();
    broker.ifPresent(all::add);
    database.ifPresent(all::add);
    all.addAll(services);
    return all;
  }

  ServiceProcess service(Service service) {
    return services.stream()
        .filter(one -> one.name().equals(service.part()))
        .findFirst()
        .orElseThrow();
  }

  Part named(String name) {
    return all().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No part of this platform is called " + name));
  }

  /** The superuser, in the database that holds the schemas. */
  DatabaseAccess superuser(Secrets secrets) {
    return new DatabaseAccess(
        settings.databaseUrl(), settings.databaseUser(), secrets.superuserPassword());
  }
}
