package stoa.base.web;

import static stoa.schema.Tables.KEPT_FORM;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stoa.base.db.Db;

/** The rows of {@link RescuedForms}. */
final class RescuedFormQueries {
  private final Db db;

  RescuedFormQueries(Db db) {
    this.db = db;
  }

  void put(byte[] hash, RescuedForms.Kept form, Instant now) {
    String[] fields =
        form.parts().stream()
            .flatMap(part -> java.util.stream.Stream.of(part.name(), part.value()))
            .toArray(String[]::new);
    db.change(tx ->
        tx.sql()
            .insertInto(KEPT_FORM)
            .set(KEPT_FORM.TOKEN_HASH, hash)
            .set(KEPT_FORM.PATH, form.path())
            .set(KEPT_FORM.FIELDS, fields)
            .set(KEPT_FORM.CREATED_AT, now)
            .execute());
  }

  /** Puts a form under another hash, if it is still there and was kept after that time. */
  void rename(byte[] from, byte[] to, Instant after, Instant keptAt) {
    db.change(tx ->
        tx.sql()
            .update(KEPT_FORM)
            .set(KEPT_FORM.TOKEN_HASH, to)
            .set(KEPT_FORM.CREATED_AT, keptAt)
            .where(KEPT_FORM.TOKEN_HASH.eq(from), KEPT_FORM.CREATED_AT.gt(after))
            .execute());
  }

  Optional<RescuedForms.Kept> get(byte[] hash, Instant after) {
    return db.read(sql ->
        sql.select(KEPT_FORM.PATH, KEPT_FORM.FIELDS)
            .from(KEPT_FORM)
            .where(KEPT_FORM.TOKEN_HASH.eq(hash), KEPT_FORM.CREATED_AT.gt(after))
            .fetchOptional(row -> new RescuedForms.Kept(row.value1(), parts(row.value2()))));
  }

  void forget(Instant before) {
    db.change(
        tx -> tx.sql().deleteFrom(KEPT_FORM).where(KEPT_FORM.CREATED_AT.lt(before)).execute());
  }

  private static List<RescuedForms.Part> parts(String[] fields) {
    var parts = new ArrayList<RescuedForms.Part>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      parts.add(new RescuedForms.Part(fields[i], fields[i + 1]));
    }
    return parts;
  }
}
