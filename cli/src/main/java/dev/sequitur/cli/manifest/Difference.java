package dev.sequitur.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What applying a document would change, as a unified diff. */
public final class Difference {

  private static final int CONTEXT = 3;

  private Difference() {}

  /**
   * Lines of the diff; none if both say the same.
   *
   * @param server the definition as it is stored; null if there is none
   */
  public static List<String> between(@Nullable JsonNode server, Document file) {
    List<String> before = server == null ? List.of() : Canonical.lines(server);
    var after = Canonical.lines(file.json());
    return UnifiedDiffUtils.generateUnifiedDiff(
        server == null ? "/dev/null" : "server " + file.label(),
        file.place("") + " " + file.label(),
        before,
        DiffUtils.diff(before, after),
        CONTEXT);
  }
}
