package dev.sequitur.gateway.route;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All operations, found by method and path. The path is taken as it was sent: nothing is decoded,
 * collapsed or folded, so what is checked here is what the owner sees. There are no rules by
 * prefix, suffix or pattern.
 */
public final class Routes {

  /** One segment's place in the tree of paths. */
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<HttpMethod, Route> routes = new HashMap<>();
    private @Nullable Parameter parameter;
    private @Nullable Node behindParameter;
  }

  private final Node root = new Node();

  public Routes(List<Route> routes) {
    routes.forEach(this::add);
  }

  /** The operation, or null: then there is none, whatever the path resembles. */
  public @Nullable Match find(HttpMethod method, String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return null;
    }
    return find(root, HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method, path, 1, null);
  }

  /** The methods that are offered at a path; empty if it is no path of ours. */
  public Set<String> methodsAt(String path) {
    var methods = new TreeSet<String>();
    for (var method : List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
      if (find(method, path) != null) {
        methods.add(method.name());
      }
    }
    return methods;
  }

  private static @Nullable Match find(
      Node node, HttpMethod method, String path, int from, @Nullable String workspace) {
    var slash = path.indexOf('/', from);
    var to = slash < 0 ? path.length() : slash;
    var literal = node.literals.get(path.substring(from, to));
    if (literal != null) {
      var found = behind(literal, method, path, slash, workspace);
      if (found != null) {
        return found;
      }
    }
    var parameter = node.parameter;
    var behindParameter = node.behindParameter;
    if (parameter == null || behindParameter == null) {
      return null;
    }
    var end = parameter.isRest() ? path.length() : to;
    if (!parameter.accepts(path, from, end)) {
      return null;
    }
    var named = parameter == Parameter.WORKSPACE ? path.substring(from, to) : workspace;
    return behind(behindParameter, method, path, parameter.isRest() ? -1 : slash, named);
  }

  private static @Nullable Match behind(
      Node node, HttpMethod method, String path, int slash, @Nullable String workspace) {
    if (slash >= 0) {
      return find(node, method, path, slash + 1, workspace);
    }
    var route = node.routes.get(method);
    return route == null ? null : new Match(route, workspace);
  }

  private void add(Route route) {
    var node = root;
    for (var segment : route.path().substring(1).split("/", -1)) {
      node = segment.startsWith("{") ? parameter(node, segment) : literal(node, segment);
    }
    if (node.routes.put(route.method(), route) != null) {
      throw new IllegalStateException("listed twice: " + route.method() + " " + route.path());
    }
  }

  private static Node literal(Node node, String segment) {
    return node.literals.computeIfAbsent(segment, _ -> new Node());
  }

  private static Node parameter(Node node, String segment) {
    var name = segment.substring(1, segment.length() - 1).toUpperCase(Locale.ROOT);
    var parameter = Parameter.valueOf(name);
    if (node.parameter != null && node.parameter != parameter) {
      throw new IllegalStateException("two parameters at one place: " + segment);
    }
    node.parameter = parameter;
    if (node.behindParameter == null) {
      node.behindParameter = new Node();
    }
    return node.behindParameter;
  }
}
