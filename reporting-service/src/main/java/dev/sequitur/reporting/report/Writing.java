package dev.sequitur.reporting.report;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.ReportingProblem;
import dev.sequitur.reporting.report.domain.ReportData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes reports, a few at a time: what is written is held in memory. */
@ApplicationScoped
class Writing {

  private static final int AT_ONCE = 2;
  private static final int PATIENCE_SECONDS = 20;

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final int mostPdfRows;

  Writing(ReportingConfig config) {
    this.mostPdfRows = config.pdfRows();
  }

  /** True if the format takes a report of that many rows. */
  boolean takes(Format format, ReportData report) {
    return format != Format.PDF || report.rowCount() <= mostPdfRows;
  }

  /**
   * The whole document.
   *
   * @throws dev.sequitur.kit.problem.Problem if it has too many rows for its format, or others are
   *     being written for too long
   */
  byte[] document(Format format, ReportData report) {
    if (!takes(format, report)) {
      throw ReportingProblem.REPORT_TOO_LARGE.with(
          "It has "
              + report.rowCount()
              + " rows; a PDF document has at most "
              + mostPdfRows
              + ". Ask for xlsx, csv or html.");
    }
    awaitPlace();
    try {
      return format.bytes(report);
    } finally {
      places.release();
    }
  }

  private void awaitPlace() {
    try {
      if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw CommonProblem.TOO_MANY_REQUESTS.with("Other reports are being written.");
  }
}
