using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Scenarios;

/// <summary>Fills tables with random rows: whatever their columns are, with extremes, NULL and empty values among the values.</summary>
internal sealed class RandomRows(Random random)
{
    private static readonly string[] Texts = ["", "a", "A ", "ä", "ß", "漢", "x'y", "\\", "\\N", "\t", "\n", "\0", "🐬", "-", "null", "%_"];

    /// <summary>Fills a table.</summary>
    /// <param name="session">A session with the table's database selected.</param>
    /// <param name="table">Its name.</param>
    /// <param name="count">How many rows are tried; those that a key or a condition refuses are left out.</param>
    public async Task FillAsync(Session session, string table, int count)
    {
        var columns = await session.QueryAsync(
            $"""
            SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_TYPE AS full_type, IS_NULLABLE = 'YES' AS is_nullable, COALESCE(SRS_ID, 0) AS srid
            FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = {SqlLiteral.Quote(table)} AND GENERATION_EXPRESSION = ''
            ORDER BY ORDINAL_POSITION
            """,
            CancellationToken.None);
        var names = string.Join(", ", columns.Select(column => SqlIdentifier.Quote(column.Text("name"))));
        for (var id = 1; id <= count; id++)
        {
            var values = columns.Select(column => column.Text("name") switch
            {
                "id" => Number(id),
                "parent" => id > 1 && random.Next(2) == 0 ? Number(random.Next(1, id)) : "NULL",
                _ => column.Int64("is_nullable") == 1 && random.Next(6) == 0 ? "NULL" : Value(column.Text("type"), column.Text("full_type"), column.Int64("srid")),
            });
            await session.ExecuteAsync($"INSERT IGNORE INTO {SqlIdentifier.Quote(table)} ({names}) VALUES ({string.Join(", ", values)})", CancellationToken.None);
        }
    }

    private string Value(string type, string fullType, long srid) => type switch
    {
        "int" => Pick("0", "-1", "-2147483648", "2147483647", Number(random.Next(100))),
        "bigint" => Pick("0", "18446744073709551615", "9223372036854775808", Number(random.Next(100))),
        "decimal" => Pick("0", "-0.001", "9999999.999", "-9999999.999", Number(random.Next(100))),
        "float" => Pick("0", "-0e0", "3.4028235e38", "1.17549435e-38", "16777217", Real()),
        "double" => Pick("0", "1.7976931348623157e308", "2.2250738585072014e-308", "0.1", Real()),
        "bit" => $"b'{Convert.ToString(random.Next(128), 2)}'",
        "date" => Pick("'0000-00-00'", "'2020-00-00'", "'9999-12-31'", $"'{Day()}'"),
        "datetime" => Pick("'0000-00-00 00:00:00'", "'9999-12-31 23:59:59.999999'", $"'{Day()} 01:02:03.{random.Next(1_000_000):000000}'"),
        "timestamp" => Pick("'0000-00-00 00:00:00'", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'", $"'{Day()} 01:02:03'"),
        "time" => Pick("'-838:59:59'", "'838:59:59'", "'-00:00:00.001'", $"'{random.Next(24)}:01:02.{random.Next(1000):000}'"),
        "year" => Pick("0", "1901", "2155"),
        "json" => Json(),
        "enum" or "set" => Pick("1", fullType.StartsWith("set", StringComparison.Ordinal) ? "3" : "2", "0"),
        "point" or "geometry" => string.Create(CultureInfo.InvariantCulture, $"ST_SRID(POINT({random.Next(-89, 90)}, {random.NextDouble() * 80:R}), {srid})"),
        "varbinary" or "tinyblob" => $"X'{Convert.ToHexString(Bytes())}'",
        _ => SqlLiteral.Quote(Text()),
    };

    private string Json() => Pick(
        $"JSON_OBJECT('a)', JSON_ARRAY({random.Next(100)}, {random.Next(100)}))", "JSON_OBJECT('a)', 7)", "JSON_QUOTE('text')", "CAST('null' AS JSON)", "JSON_ARRAY(1.5e0, TRUE, 18446744073709551615)", "JSON_OBJECT()");

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Texts[random.Next(Texts.Length)]));

    private string Real() => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble():F16}e{random.Next(-30, 30)}");

    private string Day() => string.Create(CultureInfo.InvariantCulture, $"{random.Next(1971, 2037)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}");

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(21)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
