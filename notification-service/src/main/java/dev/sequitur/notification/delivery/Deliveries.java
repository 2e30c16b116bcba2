package dev.sequitur.notification.delivery;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Deliveries, read by people. Row-level security shows one workspace's rows. */
@ApplicationScoped
public class Deliveries {

  // Columns come from a fixed list; values are bound.
  private static final String PAGE =
      """
      SELECT * FROM deliveries WHERE workspace = ? AND (created_at, id) < (?, ?) %s
      ORDER BY created_at DESC, id DESC LIMIT ?
      """;
  private static final String ONE = "SELECT * FROM deliveries WHERE workspace = ? AND id = ?";

  private final ApiDatabase database;

  Deliveries(ApiDatabase database) {
    this.database = database;
  }

  /** Newest first, one more than the page holds if there are more. */
  List<DeliveryView> page(String workspace, DeliveryQuery query) {
    var filters = List.copyOf(query.filters().entrySet());
    var conditions =
        filters.stream()
            .map(filter -> " AND " + filter.getKey() + " = ?")
            .collect(Collectors.joining());
    return database.in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(PAGE.formatted(conditions))) {
            select.setString(1, workspace);
            select.setObject(2, query.before().createdAt().atOffset(ZoneOffset.UTC));
            select.setObject(3, query.before().id());
            for (int i = 0; i < filters.size(); i++) {
              select.setString(4 + i, filters.get(i).getValue());
            }
            select.setInt(4 + filters.size(), query.limit() + 1);
            var items = new ArrayList<DeliveryView>();
            try (var found = select.executeQuery()) {
              while (found.next()) {
                items.add(DeliveryView.of(found));
              }
            }
            return items;
          }
        });
  }

  Optional<DeliveryView> find(String workspace, UUID id) {
    return database.in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(ONE)) {
            select.setString(1, workspace);
            select.setObject(2, id);
            try (var found = select.executeQuery()) {
              return found.next() ? Optional.of(DeliveryView.of(found)) : Optional.empty();
            }
          }
        });
  }

  /** What templates could say of a delivery. */
  public Optional<Map<String, Object>> values(String workspace, UUID id) {
    return database.in(workspace, transaction -> values(transaction.connection(), workspace, id));
  }

  private static Optional<Map<String, Object>> values(
      Connection connection, String workspace, UUID id) throws SQLException {
    try (var select = connection.prepareStatement(ONE)) {
      select.setString(1, workspace);
      select.setObject(2, id);
      try (var found = select.executeQuery()) {
        return found.next()
            ? Optional.of(DeliveryTable.values(found.getString("details")))
            : Optional.empty();
      }
    }
  }
}
