package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one e-mail with a report, as the command of a run. The event starts that run as it starts
 * those of rules, with the definition as its starter: its ids are derived from the two, the ledger
 * carries it out once, and its outcome is seen where all outcomes are.
 */
public final class Mail {

  /** The only step of the run. */
  public static final String STEP = "deliver";

  /** In base64 it has to fit into one command, of 2 MB, with room to spare. */
  public static final int MOST_BYTES = 1024 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Mail() {}

  /** A file that goes with it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Attachment(String name, String type, byte[] content) {}

  /** The run that sends it. */
  public static UUID run(Announcement.Subject subject) {
    var cause = subject.cause();
    return Ids.run(subject.workspace(), cause.starter().uid(), cause.event().id(), 0);
  }

  /**
   * The command.
   *
   * @param attachment null if the report is too large for it, which the mail then says
   */
  public static PerformActions command(
      Announcement.Subject subject,
      Occasion.Delivery delivery,
      ReportData report,
      @Nullable Attachment attachment) {
    var run = run(subject);
    var call =
        new ActionCall(
            Ids.command(run, STEP, 0),
            STEP,
            0,
            "email.send@1",
            arguments(subject, delivery, report, attachment),
            null,
            RetryPolicy.DEFAULT,
            TIMEOUT);
    return new PerformActions(
        run,
        0,
        subject.workspace(),
        subject.cause().starter(),
        subject.cause().event(),
        0,
        subject.cause().event().acceptedAt(),
        List.of(call),
        Map.of());
  }

  private static Map<String, @Nullable Object> arguments(
      Announcement.Subject subject,
      Occasion.Delivery delivery,
      ReportData report,
      @Nullable Attachment attachment) {
    var with = new TreeMap<String, @Nullable Object>();
    with.put("connection", delivery.connection());
    with.put("to", delivery.to());
    with.put("subject", line(report.title() + " " + Preamble.range(report)));
    with.put("text", text(subject, delivery, report, attachment));
    if (attachment != null) {
      with.put(
          "attachments",
          List.of(
              Map.of(
                  "name", attachment.name(),
                  "contentType", attachment.type(),
                  "base64", Base64.getEncoder().encodeToString(attachment.content()))));
    }
    return with;
  }

  private static String text(
      Announcement.Subject subject,
      Occasion.Delivery delivery,
      ReportData report,
      @Nullable Attachment attachment) {
    var notice = attachment == null ? "It is too large to be attached.\n" : "";
    return (line(report.title()) + "\n" + Preamble.range(report) + "\n" + Preamble.log(report))
        + ("\n" + report.rowCount() + " rows\n\n" + notice)
        + ("/api/v1/workspaces/" + subject.workspace() + "/reports/" + subject.id())
        + ("/content?format=" + delivery.format() + "\n");
  }

  /** What would break out of a header stays within it. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}]", " ");
  }
}
