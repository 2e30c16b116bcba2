package dev.sequitur.demo;

import dev.sequitur.cli.manifest.ManifestFiles;
import dev.sequitur.local.Repository;
import java.io.InputStream;
import java.util.List;

/** The sample automations, as they stand in the files. */
final class Samples {

  private Samples() {}

  /** All manifests, with the addresses that are the right ones here. */
  static String manifests(Doors doors) {
    var folder = Repository.find().root().resolve("demo/samples").toString();
    var text = ManifestFiles.read(List.of(folder), InputStream.nullInputStream()).text();
    return placed(text, doors);
  }

  /** Every address of the usual ones becomes the one that is used. */
  static String placed(String text, Doors doors) {
    return text.replace("port: " + Doors.USUAL.mail(), "port: " + doors.mail())
        .replace(":" + Doors.USUAL.page() + "/", ":" + doors.page() + "/")
        .replace(":" + Doors.USUAL.payments() + "/", ":" + doors.payments() + "/");
  }
}
