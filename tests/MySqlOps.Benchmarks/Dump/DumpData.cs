using System.Globalization;
using System.Text;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Benchmarks.Dump;

/// <summary>One kind of data to export and import.</summary>
/// <param name="Name">Its name in the table, and the database's.</param>
/// <param name="Title">What it is.</param>
/// <param name="Rows">How many rows it has, all tables together.</param>
/// <param name="Sql">Makes it, with the database selected.</param>
internal sealed record DumpData(string Name, string Title, long Rows, string Sql)
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<DumpData> All { get; } = [Big(), Small(), Blobs()];

    /// <summary>Makes the data on a server.</summary>
    public Task FillAsync(MySqlSandbox sandbox, CancellationToken cancellationToken) =>
        Sandboxes.RunAsync(sandbox, $"SET SESSION sql_log_bin = 0; CREATE DATABASE {Name}; USE {Name}; SET SESSION cte_max_recursion_depth = 10000000;\n{Sql}", cancellationToken);

    private static DumpData Big() => new(
        "big",
        "one table of 1,000,000 rows and 8 columns",
        1_000_000,
        """
        CREATE TABLE t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL, created DATETIME(6) NOT NULL, amount DECIMAL(12,2) NOT NULL,
          state ENUM('new','paid','sent','done') NOT NULL, name VARCHAR(60) NOT NULL, note VARCHAR(200) NULL, score DOUBLE NOT NULL, KEY (customer));
        INSERT INTO t (customer, created, amount, state, name, note, score)
        WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
        SELECT i * 7919 % 100003, '2020-01-01' + INTERVAL i SECOND + INTERVAL (i * 37 % 1000000) MICROSECOND, (i * 31 % 1000000) / 100, 1 + i % 4,
          CONCAT('customer name ', LEFT(SHA2(i, 256), 40)), IF(i % 10 = 0, NULL, CONCAT('it''s a note ', LEFT(SHA2(i + 1, 256), 40))), i / 7 FROM n;
        """);

    private static DumpData Small()
    {
        var sql = new StringBuilder();
        for (var i = 0; i < 500; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"CREATE TABLE t{i:D3} (id INT PRIMARY KEY, a INT, b VARCHAR(50), KEY (a));\n");
            sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO t{i:D3} WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i, i * 3, CONCAT('row ', i) FROM n;\n");
        }

        return new DumpData("small", "500 tables of 100 rows", 50_000, sql.ToString());
    }

    /// <summary>Random bytes are dear to make: one megabyte is made once, and each row begins it elsewhere.</summary>
    private static DumpData Blobs() => new DumpData(
        "blobs",
        "150 rows of 1 MB of random bytes each",
        150,
        """
        SET @m = (WITH RECURSIVE m AS (SELECT 1 j UNION ALL SELECT j + 1 FROM m WHERE j < 1000) SELECT GROUP_CONCAT(RANDOM_BYTES(1000) SEPARATOR '') FROM m);
        CREATE TABLE t (id INT PRIMARY KEY, b LONGBLOB NOT NULL);
        INSERT INTO t WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 150)
        SELECT i, CONCAT(SUBSTR(@m, i * 1000 + 1), SUBSTR(@m, 1, i * 1000)) FROM n;
        """).WithLongGroups();

    private DumpData WithLongGroups() => this with { Sql = $"SET SESSION group_concat_max_len = 2000000;\n{Sql}" };
}
