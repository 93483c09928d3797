using System.Globalization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>A column of every type, and random values for it, many of them close to one another.</summary>
internal sealed class RandomCells(Random random)
{
    /// <summary>The columns' types, each of which takes NULL.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "TINYINT", "SMALLINT UNSIGNED", "MEDIUMINT", "INT", "BIGINT", "BIGINT UNSIGNED", "DECIMAL(20,6)", "FLOAT", "DOUBLE", "BIT(1)", "BIT(33)", "DATE", "DATETIME(6)", "TIMESTAMP(3)", "TIME(6)", "YEAR",
        "CHAR(6)", "VARCHAR(20)", "VARCHAR(20) COLLATE utf8mb4_bin", "VARCHAR(20) CHARACTER SET latin1", "CHAR(6) CHARACTER SET utf16", "BINARY(4)", "VARBINARY(12)", "TEXT", "LONGTEXT CHARACTER SET ucs2", "BLOB",
        "JSON", "ENUM('a', 'B', 'ß')", "ENUM('', 'x')", "SET('x', 'y', 'z')", "GEOMETRY", "POINT SRID 4326", "VECTOR(3)",
    ];

    private static readonly string[] Letters = ["a", "A", "á", " ", "#", "ß", "'", "\\", "\n", "1", "0"];

    /// <summary>The definition of a column.</summary>
    public static string Column(int place) => $"c{Number(place)} {Types[place]} NULL";

    /// <summary>A value as SQL.</summary>
    public string Value(int place) => random.Next(8) == 0 ? "NULL" : NotNull(Types[place]);

    private string NotNull(string type) => type.Split('(', ' ')[0] switch
    {
        "TINYINT" => Pick("0", "1", "-1", "127", "-128"),
        "SMALLINT" => Pick("0", "1", "65535", "65534"),
        "MEDIUMINT" => Pick("0", "8388607", "-8388608", Number(random.Next(9))),
        "INT" => Pick("0", "2147483647", "-2147483648", Number(random.Next(9))),
        "BIGINT" => type.EndsWith("UNSIGNED", StringComparison.Ordinal) ? Pick("0", "18446744073709551615", "18446744073709551614") : Pick("9223372036854775807", "9223372036854775806", "-9223372036854775808", "1"),
        "DECIMAL" => Pick("0", "-0.000001", "0.000001", "99999999999999.999999", "99999999999999.999998", "1"),
        "FLOAT" => Pick("0", "-0e0", "16777216", "16777215", "1.2345678", "1.2345679", "3.4028235e38", "1.17549435e-38", Real()),
        "DOUBLE" => Pick("0", "-0e0", "1.7976931348623157e308", "2.2250738585072014e-308", "0.1", "0.30000000000000004", "0.3", Real()),
        "BIT" => type == "BIT(1)" ? Pick("0", "1") : Pick("0", "1", "8589934591", "8589934590"),
        "DATE" => Pick("'0000-00-00'", "'2020-00-01'", "'9999-12-31'", "'2020-02-29'"),
        "DATETIME" => Pick("'0000-00-00 00:00:00'", "'2020-01-01 00:00:00'", "'2020-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'"),
        "TIMESTAMP" => Pick("'0000-00-00 00:00:00'", "'1970-01-01 00:00:01'", "'2020-10-25 01:30:00'", "'2020-10-25 00:30:00'", "'2038-01-19 03:14:07.999'"),
        "TIME" => Pick("'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:00.000001'", "'00:00:00.000001'"),
        "YEAR" => Pick("0", "1901", "2000", "2155"),
        "BINARY" => Pick("''", "0x00", "0xFF80", "0xFE81", "'a'", "0x61000001"),
        "VARBINARY" or "BLOB" => Pick("''", "0x00", "0x0000", "0xFF80", "0xFE81", "'a'", "'a '", $"0x{Convert.ToHexString(Bytes())}"),
        "JSON" => Pick("'null'", "'1'", "'2.5'", "'\"1\"'", "'{}'", "'[]'", "'{\"a\": 1}'", "'{\"a\": 2}'", "'[1, 2]'", "'[2, 1]'", "'true'", "'18446744073709551615'"),
        "ENUM" => type.Contains("''", StringComparison.Ordinal) ? Pick("0", "1", "2") : Pick("1", "2", "3"),
        "SET" => Pick("0", "1", "2", "3", "7"),
        "GEOMETRY" => Pick("POINT(1, 2)", "POINT(2, 1)", "ST_SRID(POINT(1, 2), 4326)", "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')", "ST_GeomFromText('LINESTRING(0 0,1 1)')"),
        "POINT" => Pick("ST_SRID(POINT(1, 2), 4326)", "ST_SRID(POINT(2, 1), 4326)", "ST_SRID(POINT(0, 0), 4326)"),
        "VECTOR" => Pick("TO_VECTOR('[1,2,3]')", "TO_VECTOR('[1,2,4]')", "TO_VECTOR('[0,0,0]')", "TO_VECTOR('[-0,0,0]')"),
        _ => SqlLiteral.Quote(Text()),
    };

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Letters[random.Next(Letters.Length)]));

    private string Real() => string.Create(CultureInfo.InvariantCulture, $"{random.Next()}.{random.Next()}e{random.Next(-40, 20)}");

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(1, 12)];
        random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
