package dev.sequitur.reporting.report;

import dev.sequitur.kit.database.Transaction;
import dev.sequitur.reporting.report.domain.Announcement;
import dev.sequitur.reporting.report.domain.Mail;
import dev.sequitur.reporting.report.domain.Occasion;
import dev.sequitur.reporting.report.domain.ReportData;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Has a report sent to those who get it: one command, said with the transaction that made it. */
@ApplicationScoped
class Delivering {

  private final Writing writing;

  Delivering(Writing writing) {
    this.writing = writing;
  }

  /** What became of a delivery here; whether it arrived, its run tells. */
  enum State {
    /** Its run is on the way. */
    ORDERED,
    /** There is nothing in it, and nothing was to be sent then. */
    EMPTY,
    /** Its run is on the way, with a mail that says where the report is. */
    TOO_LARGE
  }

  State order(
      Transaction transaction,
      Announcement.Subject subject,
      Occasion.Delivery delivery,
      ReportData report) {
    if (delivery.unlessEmpty() && report.rowCount() == 0) {
      return State.EMPTY;
    }
    var attachment = attachment(Format.named(delivery.format()), report);
    transaction.say(Mail.command(subject, delivery, report, attachment).message(null));
    return attachment == null ? State.TOO_LARGE : State.ORDERED;
  }

  private Mail.@Nullable Attachment attachment(Format format, ReportData report) {
    if (!writing.takes(format, report)) {
      return null;
    }
    var content = writing.document(format, report);
    return content.length > Mail.MOST_BYTES
        ? null
        : new Mail.Attachment(format.fileOf(report.definition()), format.type(), content);
  }
}
