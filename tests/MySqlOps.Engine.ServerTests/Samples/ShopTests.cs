using System.Globalization;
using System.Text.RegularExpressions;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Samples;

/// <summary>The sample schema has every kind of object, column and value: what later tests dump, load and compare.</summary>
[Collection(ServerCollection.Name)]
public sealed class ShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Tables = "information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' AND ";
    private const string Columns = "information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop' AND ";
    private const string Indexes = "information_schema.STATISTICS WHERE TABLE_SCHEMA = 'shop' AND ";
    private const string Partitions = "information_schema.PARTITIONS WHERE TABLE_SCHEMA = 'shop' AND ";
    private const string Checks = "information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = 'shop' AND CONSTRAINT_TYPE = 'CHECK' AND ";
    private const string Foreign = "information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'shop' AND ";
    private const string Views = "information_schema.VIEWS WHERE TABLE_SCHEMA = 'shop' AND ";
    private const string Routines = "information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'shop' AND ";
    private const string Triggers = "information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop' AND ";
    private const string Events = "information_schema.EVENTS WHERE EVENT_SCHEMA = 'shop' AND ";

    /// <summary>1681, 1287, 3720 and 3778: the table legacy is there for what is deprecated. 6001: no JavaScript in this server.</summary>
    private static readonly string[] KnownWarnings = ["1681", "1287", "3720", "3778", "6001"];

    [Theory]
    [InlineData("tables of InnoDB", Tables + "ENGINE = 'InnoDB' AND TABLE_NAME <> 'kind_vector'", 27)]
    [InlineData("a table of MyISAM with checksums", Tables + "ENGINE = 'MyISAM' AND CREATE_OPTIONS LIKE '%checksum=1%'", 1)]
    [InlineData("a table that merges others", Tables + "ENGINE = 'MRG_MYISAM'", 1)]
    [InlineData("a table in memory", Tables + "ENGINE = 'MEMORY'", 1)]
    [InlineData("a CSV table", Tables + "ENGINE = 'CSV'", 1)]
    [InlineData("an archive table", Tables + "ENGINE = 'ARCHIVE'", 1)]
    [InlineData("a black hole", Tables + "ENGINE = 'BLACKHOLE'", 1)]
    [InlineData("every row format of InnoDB", "(SELECT DISTINCT ROW_FORMAT FROM " + Tables + "ENGINE = 'InnoDB') AS formats", 4)]
    [InlineData("a page size of its own", Tables + "CREATE_OPTIONS LIKE '%KEY_BLOCK_SIZE=8%'", 1)]
    [InlineData("statistics options", Tables + "CREATE_OPTIONS LIKE '%stats_sample_pages=30%'", 1)]
    [InlineData("an autoextend size", "information_schema.INNODB_TABLESPACES WHERE NAME = 'shop/attachment' AND AUTOEXTEND_SIZE = 4194304", 1)]
    [InlineData("a table in a general tablespace", "information_schema.INNODB_TABLES t JOIN information_schema.INNODB_TABLESPACES s USING (SPACE) WHERE t.NAME = 'shop/old_order' AND s.NAME = 'shop_archive'", 1)]
    [InlineData("a comment with a line feed", Tables + "TABLE_COMMENT LIKE '%\\n%'", 1)]
    [InlineData("names that must be quoted", Tables + "TABLE_NAME REGEXP '[^a-z0-9_]'", 4)]
    [InlineData("a reserved word as a name", Tables + "TABLE_NAME = 'order'", 1)]
    [InlineData("a column named with a backtick", Columns + "COLUMN_NAME = 'a`tick'", 1)]
    public Task ItHasTables(string what, string where, int count) => ExpectAsync(what, where, count);

    [Theory]
    [InlineData("every type but VECTOR", "(SELECT DISTINCT DATA_TYPE FROM " + Columns + "DATA_TYPE <> 'vector') AS types", 37)]
    [InlineData("unsigned integers of all sizes", "(SELECT DISTINCT DATA_TYPE FROM " + Columns + "COLUMN_TYPE LIKE '%int unsigned') AS types", 5)]
    [InlineData("bits", Columns + "COLUMN_TYPE IN ('bit(1)', 'bit(11)', 'bit(64)')", 3)]
    [InlineData("character sets", "(SELECT DISTINCT CHARACTER_SET_NAME FROM " + Columns + "TABLE_NAME = 'kind_text' AND CHARACTER_SET_NAME IS NOT NULL) AS sets", 6)]
    [InlineData("times with fractions", "(SELECT DISTINCT DATA_TYPE FROM " + Columns + "DATETIME_PRECISION = 6) AS types", 3)]
    [InlineData("points with an SRID", Columns + "DATA_TYPE = 'point' AND SRS_ID = 4326", 2)]
    [InlineData("virtual generated columns", Columns + "EXTRA LIKE '%VIRTUAL GENERATED%'", 3)]
    [InlineData("stored generated columns", Columns + "EXTRA LIKE '%STORED GENERATED%'", 4)]
    [InlineData("an invisible column", Columns + "TABLE_NAME = 'customer' AND EXTRA = 'INVISIBLE'", 1)]
    [InlineData("defaults that are expressions", Columns + "EXTRA = 'DEFAULT_GENERATED' AND COLUMN_DEFAULT NOT LIKE 'CURRENT_TIMESTAMP%'", 5)]
    [InlineData("ON UPDATE CURRENT_TIMESTAMP", Columns + "EXTRA LIKE '%on update CURRENT_TIMESTAMP(_)'", 2)]
    [InlineData("an enumeration with quotes in it", Columns + "COLUMN_TYPE LIKE 'enum(%''''%\"%'", 1)]
    [InlineData("a column filled with zeros", Columns + "COLUMN_TYPE LIKE '%zerofill'", 1)]
    [InlineData("a comment with quotes", Columns + "COLUMN_COMMENT LIKE '%''%\"%\\\\\\\\%'", 1)]
    public Task ItHasColumns(string what, string where, int count) => ExpectAsync(what, where, count);

    [Theory]
    [InlineData("a functional index", Indexes + "EXPRESSION LIKE 'lower(%'", 1)]
    [InlineData("a multi-valued index", Indexes + "EXPRESSION LIKE '%array)'", 1)]
    [InlineData("prefixes", Indexes + "SUB_PART IS NOT NULL AND INDEX_TYPE = 'BTREE'", 3)]
    [InlineData("descending columns", Indexes + "COLLATION = 'D'", 2)]
    [InlineData("an invisible index", Indexes + "IS_VISIBLE = 'NO'", 1)]
    [InlineData("spatial indexes", Indexes + "INDEX_TYPE = 'SPATIAL'", 2)]
    [InlineData("full-text indexes", "(SELECT DISTINCT INDEX_NAME FROM " + Indexes + "INDEX_TYPE = 'FULLTEXT') AS names", 3)]
    [InlineData("a hash index", Indexes + "INDEX_TYPE = 'HASH'", 1)]
    [InlineData("an index with a comment", Indexes + "INDEX_COMMENT <> ''", 1)]
    [InlineData("a table without a key", Tables + "TABLE_NAME = 'audit_log' AND NOT EXISTS (SELECT 1 FROM " + Indexes + "TABLE_NAME = 'audit_log')", 1)]
    [InlineData("checks that are enforced", Checks + "ENFORCED = 'YES'", 3)]
    [InlineData("a check that is not enforced", Checks + "ENFORCED = 'NO'", 1)]
    [InlineData("every action of a foreign key", "(SELECT DISTINCT DELETE_RULE FROM " + Foreign + "TRUE) AS rules", 4)]
    [InlineData("every action on update", "(SELECT DISTINCT UPDATE_RULE FROM " + Foreign + "TRUE) AS rules", 4)]
    [InlineData("references to the same table", Foreign + "TABLE_NAME = REFERENCED_TABLE_NAME", 2)]
    [InlineData("a cycle of references", Foreign + "(TABLE_NAME, REFERENCED_TABLE_NAME) IN (('customer', 'address'), ('address', 'customer'))", 2)]
    [InlineData("a histogram", "information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME = 'shop'", 1)]
    public Task ItHasIndexesAndConstraints(string what, string where, int count) => ExpectAsync(what, where, count);

    [Theory]
    [InlineData("RANGE COLUMNS", 1)]
    [InlineData("RANGE", 1)]
    [InlineData("LIST", 1)]
    [InlineData("LIST COLUMNS", 1)]
    [InlineData("HASH", 1)]
    [InlineData("LINEAR KEY", 1)]
    public Task ItHasATablePartitionedBy(string method, int count) =>
        ExpectAsync(method, $"(SELECT DISTINCT TABLE_NAME FROM {Partitions}PARTITION_METHOD = '{method}') AS tables", count);

    [Theory]
    [InlineData("subpartitions", Partitions + "SUBPARTITION_METHOD = 'HASH'", 6)]
    [InlineData("a partition whose name must be quoted", Partitions + "PARTITION_NAME = 'p-later'", 1)]
    [InlineData("a partition with a comment", Partitions + "PARTITION_COMMENT = 'closed'", 1)]
    [InlineData("views that refer to views", "information_schema.VIEW_TABLE_USAGE WHERE VIEW_SCHEMA = 'shop' AND TABLE_NAME IN ('order_total', 'customer_turnover', 'open_order')", 3)]
    [InlineData("views with a check option", "(SELECT DISTINCT CHECK_OPTION FROM " + Views + "CHECK_OPTION <> 'NONE') AS options", 2)]
    [InlineData("a view of another definer, run by its invoker", Views + "DEFINER = 'shop_clerk@localhost' AND SECURITY_TYPE = 'INVOKER'", 1)]
    [InlineData("functions", Routines + "ROUTINE_TYPE = 'FUNCTION' AND ROUTINE_BODY = 'SQL'", 3)]
    [InlineData("procedures", Routines + "ROUTINE_TYPE = 'PROCEDURE'", 3)]
    [InlineData("every kind of access to data", "(SELECT DISTINCT SQL_DATA_ACCESS FROM " + Routines + "TRUE) AS kinds", 4)]
    [InlineData("parameters of each direction", "(SELECT DISTINCT PARAMETER_MODE FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = 'shop' AND PARAMETER_MODE IS NOT NULL) AS modes", 3)]
    [InlineData("a routine of another sql_mode", Routines + "SQL_MODE LIKE '%ANSI_QUOTES%NO_BACKSLASH_ESCAPES%'", 1)]
    [InlineData("a routine of another character set", Routines + "CHARACTER_SET_CLIENT = 'latin1'", 1)]
    [InlineData("triggers for all events and times", "(SELECT DISTINCT ACTION_TIMING, EVENT_MANIPULATION FROM " + Triggers + "TRUE) AS kinds", 6)]
    [InlineData("three triggers on one event, in the order that FOLLOWS and PRECEDES say", Triggers + "(ACTION_ORDER, TRIGGER_NAME) IN ((1, 'product_after_update_zero'), (2, 'product_after_update'), (3, 'product after update, second'))", 3)]
    [InlineData("events, none of which runs", Events + "STATUS <> 'ENABLED'", 3)]
    [InlineData("an event that happens once, in a time zone of its own", Events + "EVENT_TYPE = 'ONE TIME' AND TIME_ZONE = '+05:45'", 1)]
    [InlineData("privileges on a column and on a routine", "(SELECT 1 FROM mysql.columns_priv WHERE Db = 'shop' UNION ALL SELECT 1 FROM mysql.procs_priv WHERE Db = 'shop') AS grants", 3)]
    public Task ItHasPartitionsAndPrograms(string what, string where, int count) => ExpectAsync(what, where, count);

    [Theory]
    [InlineData(8, 0, 30, Columns + "COLUMN_NAME = 'my_row_id'")]
    [InlineData(8, 0, 31, Tables + "TABLE_NAME = 'never_ordered'")]
    [InlineData(9, 0, 0, Tables + "TABLE_NAME = 'kind_vector'")]
    [InlineData(9, 2, 0, Routines + "EXTERNAL_LANGUAGE = 'JAVASCRIPT'")]
    [InlineData(9, 4, 0, Tables + "TABLE_NAME = 'country_document'")]
    [InlineData(9, 5, 0, Tables + "TABLE_NAME = 'sale_by_year'")]
    public Task ItHasWhatIsNewerFromItsVersionOn(int major, int minor, int patch, string where) =>
        ExpectAsync($"version {major}.{minor}.{patch}", where, shop.Sandbox.Version.IsAtLeast(major, minor, patch) ? 1 : 0);

    [Theory]
    [InlineData("shop.kind_number WHERE id = 9 AND CAST(single AS CHAR) = '-0' AND CAST(`precise` AS CHAR) = '-0'", 1)]
    [InlineData("shop.kind_number WHERE `precise` IN (1.7976931348623157e308, -1.7976931348623157e308, 2.2250738585072014e-308)", 3)]
    [InlineData("shop.kind_number WHERE id = 7 AND single > 0 AND single < 1e-44", 1)]
    [InlineData("shop.kind_time WHERE span < '-838:00:00' OR CAST(day AS CHAR) IN ('0000-00-00', '2024-00-00')", 3)]
    [InlineData("shop.kind_text WHERE ordinary LIKE '%\\0%' OR long_one LIKE '%日本語%'", 2)]
    [InlineData("shop.kind_binary WHERE HEX(varied) LIKE '000102%FDFEFF' AND LENGTH(varied) = 256", 1)]
    [InlineData("shop.customer WHERE note LIKE '%\\n%\\r%\\t%\\0%'", 1)]
    [InlineData("(SELECT 1 FROM shop.audit_log WHERE who = 'nobody@localhost' GROUP BY logged_at, who, what, detail HAVING COUNT(*) > 1) AS twins", 1999)]
    public Task ItHasValues(string where, int count) => ExpectAsync("values", where, count);

    [Fact]
    public void LoadingWarnsOnlyOfWhatIsThereToBeWarnedOf()
    {
        var codes = Regex.Matches(shop.LoadOutput, @"^Warning \(Code (\d+)\)", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Distinct();
        Assert.Empty(codes.Except(KnownWarnings));
    }

    [Fact]
    public async Task ItCanBeLoadedAgain() => Assert.DoesNotContain("ERROR", await shop.LoadAsync("schema.sql") + await shop.LoadAsync("data.sql"), StringComparison.Ordinal);

    private async Task ExpectAsync(string what, string where, int count)
    {
        var found = await ClientProgram.QueryAsync(shop.Sandbox, $"SELECT COUNT(*) FROM {where}");
        Assert.True(found == count.ToString(CultureInfo.InvariantCulture), $"{what}: {found} where {count} are to be. {where}");
    }
}
