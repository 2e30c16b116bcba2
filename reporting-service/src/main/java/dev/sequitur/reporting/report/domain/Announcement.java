package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Wire;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a report that an event had made, as an event of its own, so that rules can act on
 * it. It carries how many events lie behind it; reports are not made of it.
 */
public final class Announcement {

  public static final String MADE = "dev.sequitur.report.made";
  public static final String FAILED = "dev.sequitur.report.failed";

  private Announcement() {}

  /** The report that is spoken of. */
  public record Subject(
      UUID id,
      String workspace,
      String definition,
      int version,
      Period.Range range,
      Map<String, String> parameters,
      Cause cause) {

    private String link() {
      return "/api/v1/workspaces/" + workspace + "/reports/" + id;
    }
  }

  /**
   * It is made.
   *
   * @param bytes how large it is as it is kept
   */
  public static AcceptedEvent made(Subject subject, ReportData report, String digest, int bytes) {
    var data = data(subject);
    data.put("title", report.title());
    data.put("zone", report.zone());
    data.put("rows", report.rowCount());
    data.put("bytes", bytes);
    data.put("digest", digest);
    data.put("content", subject.link() + "/content");
    data.put("formats", java.util.List.of("html", "csv", "xlsx", "pdf"));
    return event(subject, MADE, data);
  }

  /** It will not be made. */
  public static AcceptedEvent failed(Subject subject, String failure) {
    var data = data(subject);
    data.put("failure", failure);
    return event(subject, FAILED, data);
  }

  private static Map<String, @Nullable Object> data(Subject subject) {
    var data = new TreeMap<String, @Nullable Object>();
    data.put("id", subject.id().toString());
    data.put("report", subject.definition());
    data.put("version", subject.version());
    data.put("from", subject.range().from().toString());
    data.put("to", subject.range().to().toString());
    data.put("parameters", subject.parameters());
    data.put("link", subject.link());
    data.put("eventId", subject.cause().event().id().toString());
    return data;
  }

  private static AcceptedEvent event(
      Subject subject, String type, Map<String, @Nullable Object> data) {
    return new AcceptedEvent(
        Ids.emitted(subject.workspace(), type + "/" + subject.id()),
        subject.workspace(),
        type,
        "/" + Cause.KIND + "/" + subject.definition(),
        subject.definition(),
        null,
        subject.range().to(),
        Ids.NO_TRIGGER,
        0,
        subject.cause().hops() + 1,
        Wire.write(data),
        null);
  }
}
