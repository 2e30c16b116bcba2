package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.manifest.Document;
import dev.sequitur.cli.manifest.ManifestFiles;
import java.io.InputStream;
import java.util.List;

/** A rule as it stands in a file, perhaps among other manifests. */
record RuleFile(Document document) {

  /**
   * Finds a rule.
   *
   * @throws Failure if the file has no rule of that name
   */
  static RuleFile read(String file, String name, InputStream in) {
    return ManifestFiles.read(List.of(file), in).documents().stream()
        .filter(one -> one.label().equals("Rule/" + name))
        .findFirst()
        .map(RuleFile::new)
        .orElseThrow(() -> Failure.usage("In " + file + " is no Rule/" + name + "."));
  }

  JsonNode spec() {
    return document.json().path("spec");
  }

  /** {@code draft.yaml:6 Rule/big-order /spec/when}; other pointers are none into the file. */
  String place(String pointer) {
    return pointer.startsWith("/spec")
        ? document.place(pointer) + " " + document.label() + " " + pointer
        : pointer;
  }
}
