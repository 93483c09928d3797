using System.Globalization;
using MySqlOps.Engine.ServerTests.Catalog;

namespace MySqlOps.Engine.ServerTests.Compare.Definitions;

/// <summary>
/// Statements that make a database with objects of every kind, and statements that change it, at random. The server does not take every one of them. What views read stays: a broken view can't be
/// made.
/// </summary>
internal sealed class RandomSchema(Random random)
{
    /// <summary>The database.</summary>
    public const string Database = "pair";

    private static readonly string[] Types =
    [
        "int", "int unsigned", "bigint", "smallint", "tinyint(1)", "decimal(10,2)", "decimal(12,4) unsigned", "double", "float", "date", "datetime", "datetime(3)", "timestamp NULL", "time(2)", "year",
        "char(5)", "varchar(20)", "varchar(40)", "varchar(20) CHARACTER SET latin1", "varchar(30) COLLATE utf8mb4_bin", "varbinary(16)", "bit(5)", "enum('a','b','c')", "enum('a','c')", "set('x','y')",
    ];

    private static readonly string[] Tables = ["t0", "t1", "t2", "t3"];
    private static readonly string[] Columns = ["a", "b", "c", "d", "e", "f g"];

    /// <summary>Makes the database.</summary>
    public IEnumerable<string> Create()
    {
        yield return $"CREATE DATABASE {Database} CHARACTER SET utf8mb4{(Chance(2) ? " COLLATE utf8mb4_german2_ci" : "")}";
        yield return $"USE {Database}";
        foreach (var table in Tables)
        {
            var columns = string.Join(", ", Columns.OrderBy(_ => random.Next()).Select(name => $"`{name}` {Column()}"));
            yield return $"CREATE TABLE {table} (id int NOT NULL AUTO_INCREMENT, parent int NULL, {columns}, PRIMARY KEY (id), KEY by_parent (parent)){(Chance(3) ? " COMMENT='it''s'" : "")}";
        }

        foreach (var table in Tables)
            yield return $"ALTER TABLE {table} ADD CONSTRAINT fk_{table} FOREIGN KEY (parent) REFERENCES {Pick(Tables)} (id) {Pick("ON DELETE CASCADE", "ON DELETE SET NULL ON UPDATE CASCADE", "")}";
        for (var i = 0; i < 3; i++)
            yield return new RandomTable(random).Create($"wild{i}");
        yield return "CREATE VIEW v0 AS SELECT id, parent FROM t0";
        yield return "CREATE VIEW v1 AS SELECT v0.id, t1.parent FROM v0 JOIN t1 ON v0.id = t1.id";
        yield return Routine("FUNCTION", "f0");
        yield return Routine("PROCEDURE", "p0");
        foreach (var name in new[] { "tr0", "tr1", "tr2" })
            yield return $"CREATE TRIGGER {name} {Pick("BEFORE", "AFTER")} INSERT ON t0 FOR EACH ROW SET @{name} = {random.Next(9)}";
        yield return Event("e0");
    }

    /// <summary>Changes something.</summary>
    public string Mutate()
    {
        var (table, column, number) = (Pick(Tables), $"`{Pick(Columns)}`", random.Next(1000).ToString(CultureInfo.InvariantCulture));
        return random.Next(44) switch
        {
            0 => $"ALTER TABLE {table} ADD COLUMN n{number} {Column()} {Place()}",
            1 => $"ALTER TABLE {table} DROP COLUMN {column}",
            2 or 3 => $"ALTER TABLE {table} MODIFY COLUMN {column} {Column()} {Place()}",
            4 or 5 => $"ALTER TABLE {table} MODIFY COLUMN {column} {Column()}",
            6 => $"ALTER TABLE {table} ADD COLUMN g{number} int GENERATED ALWAYS AS (id + {number}) {Pick("VIRTUAL", "STORED")} {Place()}",
            7 => $"ALTER TABLE {table} ADD {Pick("INDEX", "UNIQUE INDEX")} i{number} ({column}, id {Pick("ASC", "DESC")}){Pick("", " INVISIBLE", " COMMENT 'an index'")}",
            8 => $"ALTER TABLE {table} ADD INDEX x{number} ((id + {number}), parent)",
            9 => $"ALTER TABLE {table} ADD FULLTEXT INDEX ft{number} ({column}){Pick("", " WITH PARSER ngram")}",
            10 => $"ALTER TABLE {table} ADD CONSTRAINT c{number} CHECK (id <> {number}){Pick("", " NOT ENFORCED")}",
            11 => $"ALTER TABLE {table} DROP FOREIGN KEY fk_{table}",
            12 => $"ALTER TABLE {table} ADD CONSTRAINT fk{number} FOREIGN KEY (parent) REFERENCES {Pick(Tables)} (id)",
            13 => $"ALTER TABLE {table} COMMENT = 'comment {number}'",
            14 => $"ALTER TABLE {table} {Pick("ROW_FORMAT=DYNAMIC", "ROW_FORMAT=COMPRESSED", "STATS_PERSISTENT=1", "STATS_SAMPLE_PAGES=30", "MAX_ROWS=500", "AUTO_INCREMENT=77")}",
            15 => $"ALTER TABLE {table} DEFAULT CHARACTER SET {Pick("latin1", "utf8mb4", "utf8mb4 COLLATE utf8mb4_bin")}",
            16 => $"ALTER TABLE {table} CONVERT TO CHARACTER SET {Pick("latin1", "utf8mb4 COLLATE utf8mb4_bin")}",
            17 => $"ALTER TABLE {table} DROP FOREIGN KEY fk_{table}, PARTITION BY HASH (id) PARTITIONS {random.Next(2, 5)}",
            18 => $"CREATE TABLE part{number} (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20) COMMENT = 'x')",
            19 => $"CREATE TABLE new{number} (id int PRIMARY KEY, other int, FOREIGN KEY (other) REFERENCES {table} (id))",
            20 => "DROP TABLE t3",
            21 => $"CREATE OR REPLACE VIEW {Pick("v0", "v1", "v2")} AS SELECT id, parent, {number} AS n FROM {Pick("t0", "t1", "t2")}",
            22 => $"CREATE OR REPLACE ALGORITHM = {Pick("MERGE", "TEMPTABLE")} SQL SECURITY INVOKER VIEW v3 AS SELECT id FROM v0",
            23 => "DROP VIEW v1",
            24 => "DROP FUNCTION f0",
            25 => Routine(Pick("FUNCTION", "PROCEDURE"), $"r{number}"),
            26 => $"ALTER PROCEDURE p0 COMMENT 'number {number}' SQL SECURITY INVOKER",
            27 => $"DROP TRIGGER {Pick("tr0", "tr1", "tr2")}",
            28 or 29 => $"CREATE TRIGGER u{number} {Pick("BEFORE", "AFTER")} {Pick("INSERT", "UPDATE")} ON t0 FOR EACH ROW {Pick("", "PRECEDES tr0", "FOLLOWS tr1", "FOLLOWS tr2")} SET @x = {number}",
            30 => Event($"ev{number}"),
            31 => $"ALTER EVENT e0 {Pick("DISABLE", "ENABLE", "COMMENT 'new'", "ON SCHEDULE EVERY 3 DAY STARTS '2037-01-01 00:00:00'")}",
            32 => $"ALTER DATABASE {Database} {Pick("CHARACTER SET latin1", "COLLATE utf8mb4_bin", "COLLATE utf8mb4_0900_ai_ci")}",
            33 => $"ALTER TABLE {table} MODIFY id {Pick("bigint NOT NULL AUTO_INCREMENT", "int unsigned NOT NULL AUTO_INCREMENT", "int NOT NULL")}",
            34 => $"ALTER TABLE {table} DROP FOREIGN KEY fk_{table}, MODIFY id int NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (id, {column})",
            35 => $"ALTER TABLE {table} MODIFY COLUMN {column} {Pick(Types)} INVISIBLE",
            36 => $"ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT",
            37 => $"DROP TABLE wild{random.Next(3)}",
            38 or 39 => $"ALTER TABLE {table} RENAME COLUMN {column} TO r{number}",
            40 => $"ALTER TABLE {table} ADD COLUMN p{number} point NOT NULL SRID 4326, ADD SPATIAL INDEX sp{number} (p{number})",
            41 => $"ALTER TABLE {table} ENGINE = MyISAM",
            42 => $"CREATE TABLE no_key{number} (a text, b json, c blob, FULLTEXT KEY (a)) CHARACTER SET utf8mb3",
            _ => $"ALTER TABLE {table} ADD COLUMN auto{number} int, ADD INDEX prefix{number} ({column}(3))",
        };
    }

    /// <summary>Another table of a name that is there.</summary>
    public IEnumerable<string> Replace(int number) => [$"DROP TABLE IF EXISTS wild{number}", new RandomTable(random).Create($"wild{number}")];

    private static string Routine(string kind, string name, int number) => kind == "FUNCTION"
        ? $"CREATE FUNCTION {name}(x int) RETURNS int DETERMINISTIC COMMENT 'a comment' RETURN x + {number}"
        : $"CREATE PROCEDURE {name}(IN x int, OUT y varchar(10)) READS SQL DATA BEGIN SELECT {number}; SET y = 'a;b'; END";

    private string Routine(string kind, string name) => Routine(kind, name, random.Next(100));

    private string Event(string name) => $"CREATE EVENT {name} ON SCHEDULE EVERY {random.Next(1, 9)} HOUR STARTS '2037-05-05 05:05:05' {Pick("ENABLE", "DISABLE")} DO SET @e = {random.Next(100)}";

    private string Column()
    {
        var type = Pick(Types);
        var end = random.Next(7) switch
        {
            0 => " NOT NULL",
            1 => " COMMENT 'with \\\\ and '''",
            2 => " INVISIBLE",
            3 when type.StartsWith("varchar", StringComparison.Ordinal) => " DEFAULT 'abc'",
            4 when type.StartsWith("int", StringComparison.Ordinal) => " DEFAULT (1 + 2)",
            5 when type.StartsWith("datetime(3)", StringComparison.Ordinal) => " DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)",
            _ => "",
        };
        return type + end;
    }

    private string Place() => random.Next(3) switch { 0 => "FIRST", 1 => $"AFTER `{Pick(Columns)}`", _ => "" };

    private bool Chance(int of) => random.Next(of) == 0;

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
