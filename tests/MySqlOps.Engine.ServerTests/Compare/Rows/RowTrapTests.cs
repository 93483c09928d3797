using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Values that other tools take for equal although they differ, or for different although they are equal; by both methods, and the statements remove what was found.</summary>
[Collection(RowsCollection.Name)]
public sealed class RowTrapTests(RowsFixture servers)
{
    private readonly RowScene _scene = new(servers.Source, servers.Target);

    [Fact]
    public Task FloatsThatPrintAlikeDiffer() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, f FLOAT, d DOUBLE);",
        "INSERT INTO t VALUES (1, 16777216, 0), (2, 1.2345678, -0e0), (3, 1.1, 1.1);",
        "INSERT INTO t VALUES (1, 16777215, 0), (2, 1.2345679, 0), (3, 1.1, 1.1);",
        """
        RowDiffers t [id = 1] f: 16777216e0 -> 16777215e0
        RowDiffers t [id = 2] f: 1.2345677614212036e0 -> 1.2345678806304932e0 d: -0e0 -> 0e0
        """);

    [Fact]
    public Task TextThatHoldsASeparatorIsNotTheNextColumns() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9), b VARCHAR(9));",
        "INSERT INTO t VALUES (1, 'a#', 'b'), (2, '12', '3');",
        "INSERT INTO t VALUES (1, 'a', '#b'), (2, '1', '23');",
        """
        RowDiffers t [id = 1] a: 'a#' -> 'a' b: 'b' -> '#b'
        RowDiffers t [id = 2] a: '12' -> '1' b: '3' -> '23'
        """);

    [Fact]
    public Task NullIsNotTheEmptyTextAndHasItsPlace() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9), b VARCHAR(9));",
        "INSERT INTO t VALUES (1, NULL, ''), (2, '', ''), (3, NULL, 'x'), (4, NULL, NULL);",
        "INSERT INTO t VALUES (1, '', NULL), (2, NULL, ''), (3, 'x', NULL), (4, NULL, NULL);",
        """
        RowDiffers t [id = 1] a: NULL -> '' b: '' -> NULL
        RowDiffers t [id = 2] a: '' -> NULL
        RowDiffers t [id = 3] a: NULL -> 'x' b: 'x' -> NULL
        """);

    [Fact]
    public Task PairsOfEqualRowsDoNotCancel() => AssertAsync(
        "CREATE TABLE t (a INT);",
        "INSERT INTO t VALUES (1), (1), (5);",
        "INSERT INTO t VALUES (2), (2), (5);",
        """
        RowExtra t [a = 2] x2
        RowMissing t [a = 1] x2
        """);

    [Fact]
    public Task RowsWithoutAKeyAreCounted() => AssertAsync(
        "CREATE TABLE t (a INT, b TEXT);",
        "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (1, 'x'), (2, NULL), (3, '');",
        "INSERT INTO t VALUES (3, ''), (1, 'x'), (2, NULL), (2, NULL), (4, 'new');",
        """
        RowExtra t [a = 2, b = NULL]
        RowExtra t [a = 4, b = 'new']
        RowMissing t [a = 1, b = 'x'] x2
        """);

    [Fact]
    public Task KeysThatTheCollationTakesForEqualAreRowsThatDiffer() => AssertAsync(
        "CREATE TABLE t (k VARCHAR(9) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, v INT); CREATE TABLE p (a INT, k VARCHAR(9) COLLATE utf8mb4_general_ci, PRIMARY KEY (a, k));",
        "INSERT INTO t VALUES ('a', 1), ('B', 2), ('c', 3), ('e', 4); INSERT INTO p VALUES (1, 'a '), (2, 'x'), (2, 'y');",
        "INSERT INTO t VALUES ('Á', 1), ('b', 5), ('d', 3), ('e', 4); INSERT INTO p VALUES (1, 'a'), (2, 'x'), (2, 'Y');",
        """
        RowDiffers p [a = 1, k = 'a '] k: 'a ' -> 'a'
        RowDiffers p [a = 2, k = 'y'] k: 'y' -> 'Y'
        RowDiffers t [k = 'B'] k: 'B' -> 'b' v: 2 -> 5
        RowDiffers t [k = 'a'] k: 'a' -> 'Á'
        RowExtra t [k = 'd']
        RowMissing t [k = 'c']
        """);

    [Fact]
    public Task ZeroAndMinusZeroAreOneKeyAndTwoValues() => AssertAsync(
        "CREATE TABLE t (k DOUBLE PRIMARY KEY, v INT);",
        "INSERT INTO t VALUES (0, 1), (1.5, 1);",
        "INSERT INTO t VALUES (-0e0, 1), (1.5, 1);",
        "RowDiffers t [k = 0e0] k: 0e0 -> -0e0");

    [Fact]
    public async Task JsonNumbersOfAnotherFormDiffer()
    {
        await _scene.MakeAsync(
            "CREATE TABLE t (id INT PRIMARY KEY, j JSON);",
            """INSERT INTO t VALUES (1, '1.0'), (2, '{"b": 2, "a": 1}'), (3, '[1, "x"]');""",
            """INSERT INTO t VALUES (1, '1'), (2, '{"a": 1, "b": 2}'), (3, '[1, "y"]');""");

        Assert.Equal("RowDiffers t [id = 1] j: '1.0' -> '1'\nRowDiffers t [id = 3] j: '[1, \"x\"]' -> '[1, \"y\"]'", await _scene.FindAsync());
    }

    [Fact]
    public Task TheSameTextInAnotherCharacterSetIsEqual() => AssertAsync(
        "",
        "CREATE TABLE t (id INT PRIMARY KEY, c VARCHAR(9) CHARACTER SET latin1, u VARCHAR(9) CHARACTER SET utf8mb3); INSERT INTO t VALUES (1, 'müller', 'ß'), (2, 'x', 'y');",
        "CREATE TABLE t (id INT PRIMARY KEY, c VARCHAR(9) CHARACTER SET utf16, u VARCHAR(9) CHARACTER SET utf8mb4); INSERT INTO t VALUES (1, 'müller', 'ß'), (2, 'z', 'y');",
        "RowDiffers t [id = 2] c: _latin1 0x78 -> _utf16 0x007A");

    [Fact]
    public Task BytesThatAreNoCharactersDiffer() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, b BLOB, v VARBINARY(9), f BINARY(4));",
        "INSERT INTO t VALUES (1, 0xFF80, 0xFF80, 0xFF), (2, 0xFF, '', 'a');",
        "INSERT INTO t VALUES (1, 0xFE81, 0xFF8000, 0xFF), (2, 0xFF, 0x00, 'b');",
        """
        RowDiffers t [id = 1] b: 0xFF80 -> 0xFE81 v: 0xFF80 -> 0xFF8000
        RowDiffers t [id = 2] v: '' -> 0x00 f: 0x61000000 -> 0x62000000
        """);

    [Fact]
    public Task NullsInAUniqueKeyAreCounted() => AssertAsync(
        "CREATE TABLE t (k INT UNIQUE, v INT); CREATE TABLE c (a INT, b INT, v INT, UNIQUE (a, b));",
        "INSERT INTO t VALUES (NULL, 1), (NULL, 1), (NULL, 2), (1, 1); INSERT INTO c VALUES (1, NULL, 1), (1, NULL, 1), (1, 2, 3);",
        "INSERT INTO t VALUES (NULL, 1), (NULL, 2), (NULL, 2), (1, 2); INSERT INTO c VALUES (1, NULL, 1), (1, 2, 4);",
        """
        RowDiffers c [a = 1, b = 2] v: 3 -> 4
        RowDiffers t [k = 1] v: 1 -> 2
        RowExtra t [k = NULL, v = 2]
        RowMissing c [a = 1, b = NULL, v = 1]
        RowMissing t [k = NULL, v = 1]
        """);

    [Fact]
    public Task WiderTypesHoldEqualValues() => AssertAsync(
        "",
        "CREATE TABLE t (id INT PRIMARY KEY, n INT, d DECIMAL(10,2), z INT(8) ZEROFILL, w DATETIME, h TIME, b BIT(3)); INSERT INTO t VALUES (1, 5, 1.50, 7, '2020-01-02', '01:02:03', b'101'), (2, 5, 1.50, 7, '2020-01-02', '01:02:03', b'101');",
        "CREATE TABLE t (id INT PRIMARY KEY, n BIGINT, d DECIMAL(12,4), z BIGINT, w DATETIME(6), h TIME(3), b BIT(12)); INSERT INTO t VALUES (1, 5, 1.50, 7, '2020-01-02', '01:02:03', b'101'), (2, 5, 1.51, 7, '2020-01-02 00:00:00.000001', '01:02:03', b'111');",
        "RowDiffers t [id = 2] d: 1.50 -> 1.5100 w: '2020-01-02 00:00:00' -> '2020-01-02 00:00:00.000001' b: 5 -> 7",
        isApplied: false);

    [Fact]
    public async Task ColumnsOfOneSideAloneAreLeftOutAndKept()
    {
        await _scene.MakeAsync(
            "",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT AS (a + 1), hidden INT INVISIBLE); INSERT INTO t (id, a, hidden) VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3);",
            "CREATE TABLE t (hidden INT INVISIBLE, b INT AS (a + 2), a INT, id INT PRIMARY KEY, more INT DEFAULT 8); INSERT INTO t (id, a, hidden, more) VALUES (1, 1, 1, 7), (2, 2, 5, 7), (4, 4, 4, 9);");

        var found = await _scene.CompareAsync();

        Assert.Equal("RowDiffers t [id = 2] hidden: 2 -> 5\nRowExtra t [id = 4]\nRowMissing t [id = 3]", string.Join('\n', found.Select(RowScene.Line).Order(StringComparer.Ordinal)));
        Assert.Contains(_scene.Tally.Notes, note => note.Contains("more", StringComparison.Ordinal));
        await RowScene.ApplyAsync(_scene.TargetServer, found, isReverse: false);
        Assert.Equal("", await _scene.FindAsync());
        await RowScene.ApplyAsync(_scene.TargetServer, found.Reverse(), isReverse: true);
        await using var session = await Session.OpenAsync(_scene.TargetServer, CancellationToken.None);
        Assert.Equal("1 7,2 7,4 9", await session.TextAsync("SELECT GROUP_CONCAT(CONCAT(id, ' ', more) ORDER BY id) FROM rows_test.t", CancellationToken.None));
    }

    [Fact]
    public Task EverythingElseIsExact() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, g GEOMETRY, ve VECTOR(2), b BIT(64), e ENUM('', 'a'), s SET('x', 'y'), ts TIMESTAMP(6) NULL, y YEAR, ti TIME(3), da DATE, de DECIMAL(65, 30), u BIGINT UNSIGNED);",
        """
        INSERT INTO t VALUES (1, ST_SRID(POINT(1, 2), 4326), TO_VECTOR('[1,2]'), 18446744073709551615, 'a', 'x,y', '2020-10-25 01:30:00.000001', 0, '-838:59:59', '0000-00-00', -12345678901234567890123456789012345.000000000000000000000000000001, 18446744073709551615);
        INSERT INTO t VALUES (2, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY'), TO_VECTOR('[0,0]'), 0, 0, '', '0000-00-00 00:00:00', 1901, '838:59:59', '9999-12-31', 0, 0);
        """,
        """
        INSERT INTO t VALUES (1, ST_SRID(POINT(1, 2), 0), TO_VECTOR('[1,3]'), 18446744073709551614, '', 'x', '2020-10-25 01:30:00.000002', 2000, '-838:59:58', '2020-00-00', -12345678901234567890123456789012345.000000000000000000000000000002, 18446744073709551614);
        INSERT INTO t VALUES (2, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY'), TO_VECTOR('[0,0]'), 0, '', '', '0000-00-00 00:00:00', 1901, '838:59:59', '9999-12-31', 0, 0);
        """,
        """
        RowDiffers t [id = 1] g: 0xE61000000101000000000000000000F03F0000000000000040 -> 0x000000000101000000000000000000F03F0000000000000040 ve: 0x0000803F00000040 -> 0x0000803F00004040 b: 18446744073709551615 -> 18446744073709551614 e: 2 -> 1 s: 'x,y' -> 'x' ts: '2020-10-25 01:30:00.000001' -> '2020-10-25 01:30:00.000002' y: '0000' -> '2000' ti: '-838:59:59.000' -> '-838:59:58.000' da: '0000-00-00' -> '2020-00-00' de: -12345678901234567890123456789012345.000000000000000000000000000001 -> -12345678901234567890123456789012345.000000000000000000000000000002 u: 18446744073709551615 -> 18446744073709551614
        RowDiffers t [id = 2] e: 0 -> 1
        """);

    [Fact]
    public Task LongValuesAreComparedToTheirEnd() => AssertAsync(
        "CREATE TABLE t (id INT PRIMARY KEY, b LONGBLOB, x LONGTEXT);",
        "INSERT INTO t VALUES (1, CONCAT(REPEAT('a', 3000000), 'b'), 'y'), (2, REPEAT('a', 3000000), 'y');",
        "INSERT INTO t VALUES (1, CONCAT(REPEAT('a', 3000000), 'c'), 'y'), (2, REPEAT('a', 3000000), 'y');",
        $"RowDiffers t [id = 1] b: 0x{string.Concat(Enumerable.Repeat("61", 59))}… -> 0x{string.Concat(Enumerable.Repeat("61", 59))}…");

    [Fact]
    public Task AnEnumKeyMatchesRows() => AssertAsync(
        "CREATE TABLE t (e ENUM('x', 'y', 'z') PRIMARY KEY, v INT);",
        "INSERT INTO t VALUES ('x', 1), ('y', 2);",
        "INSERT INTO t VALUES ('x', 1), ('y', 3), ('z', 4);",
        """
        RowDiffers t [e = 'y'] v: 2 -> 3
        RowExtra t [e = 'z']
        """);

    [Fact]
    public Task KeysOfAnotherCollationAreNotCutBy() => AssertAsync(
        "",
        "CREATE TABLE t (k VARCHAR(9) COLLATE utf8mb4_bin PRIMARY KEY, v INT); INSERT INTO t VALUES ('a', 1), ('B', 2), ('c', 3);",
        "CREATE TABLE t (k VARCHAR(9) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, v INT); INSERT INTO t VALUES ('a', 1), ('B', 2), ('C', 3);",
        """
        RowExtra t [k = 'C', v = 3]
        RowMissing t [k = 'c', v = 3]
        """,
        isApplied: false);

    private async Task AssertAsync(string both, string onSource, string onTarget, string expected, bool isApplied = true)
    {
        await _scene.MakeAsync(both, onSource, onTarget);
        Assert.Equal(expected, await _scene.FindAsync(RowScene.Options with { Method = RowMethod.Server }));
        Assert.Equal(expected, await _scene.FindAsync());
        if (!isApplied)
            return;
        var found = await _scene.CompareAsync();
        await RowScene.ApplyAsync(_scene.TargetServer, found, isReverse: false);
        Assert.Equal("", await _scene.FindAsync());
        Assert.Equal("", await _scene.FindAsync(RowScene.Options with { Method = RowMethod.Server }));
        await RowScene.ApplyAsync(_scene.TargetServer, found.Reverse(), isReverse: true);
        Assert.Equal(expected, await _scene.FindAsync());

        // The other direction: the source is made like the target.
        found = await _scene.CompareAsync(RowScene.Options with { ChangesForSource = true });
        await RowScene.ApplyAsync(_scene.SourceServer, found, isReverse: false);
        Assert.Equal("", await _scene.FindAsync());
    }
}
