package dev.sequitur.trigger.alarm;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The alarms of triggers, for the API. */
@ApplicationScoped
public class AlarmBook {

  private final ApiDatabase database;

  AlarmBook(ApiDatabase database) {
    this.database = database;
  }

  /** Those of a trigger that are not over. */
  public List<OpenAlarm> open(String workspace, UUID trigger) {
    return database.in(
        workspace, transaction -> new AlarmTable(transaction.connection()).open(trigger));
  }
}
