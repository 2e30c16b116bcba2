package dev.sequitur.cli.manifest;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Manifests of one or more files, in the order in which they are sent.
 *
 * @param text what is sent
 * @param documents those in it that say something, numbered as the gateway numbers them
 */
public record Bundle(String text, List<Document> documents) {

  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final Pattern POINTER = Pattern.compile("/([0-9]{1,6})(/.*)?");

  public Bundle {
    documents = List.copyOf(documents);
  }

  /** A file with its text. */
  public record Source(String name, String text) {}

  /**
   * Reads them.
   *
   * @throws Failure with the place where a file is not YAML, or if there is nothing in it
   */
  public static Bundle of(List<Source> sources) {
    var documents = new ArrayList<Document>();
    for (var source : sources) {
      compose(source).forEach(node -> documents.add(new Document(source.name(), node)));
    }
    if (documents.isEmpty()) {
      throw new Failure(Exit.REFUSED, "There is no manifest in it.");
    }
    var text = String.join("\n---\n", sources.stream().map(Source::text).toList());
    return new Bundle(text, documents);
  }

  /** {@code orders.yaml:12 Rule/big-order /spec/when} of a pointer from the bundle's root. */
  public String place(String pointer) {
    var parts = POINTER.matcher(pointer);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) >= documents.size()) {
      return pointer;
    }
    var document = documents.get(Integer.parseInt(parts.group(1)));
    var below = within(parts);
    return (document.place(below) + " " + document.label() + " " + below).strip();
  }

  private static String within(Matcher parts) {
    return parts.group(2) == null ? "" : parts.group(2);
  }

  private static List<Node> compose(Source source) {
    var nodes = new ArrayList<Node>();
    try {
      for (var node : parser().composeAll(new StringReader(source.text()))) {
        if (!(node instanceof ScalarNode scalar && scalar.getValue().matches("|~|null"))) {
          nodes.add(node);
        }
      }
      return nodes;
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      var line = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      throw new Failure(
          Exit.REFUSED, source.name() + line + ": this is not YAML: " + e.getProblem() + ".");
    } catch (YAMLException e) {
      throw new Failure(Exit.REFUSED, source.name() + ": this is not YAML: " + e.getMessage());
    }
  }

  private static Yaml parser() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    var dumping = new DumperOptions();
    return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
  }
}
