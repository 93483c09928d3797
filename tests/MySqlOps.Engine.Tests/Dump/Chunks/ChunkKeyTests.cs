using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

public class ChunkKeyTests
{
    private static readonly ColumnDefinition[] Columns =
    [
        Tables.Column("id", "int"), Tables.Column("code", "varchar"), Tables.Column("day", "date"), Tables.Column("state", "enum"), Tables.Column("place", "geometry"),
        Tables.Column("tags", "set"), Tables.Column("note", "text"), Tables.Column("number", "bigint unsigned"),
    ];

    [Fact]
    public void PrimaryKeyComesFirst()
    {
        Assert.Equal("PRIMARY", Chosen(Tables.Unique("a", "id"), Tables.Unique("PRIMARY", "code", "day")));
    }

    [Fact]
    public void FewerColumnsComeFirst()
    {
        Assert.Equal("b", Chosen(Tables.Unique("a", "id", "day"), Tables.Unique("b", "code")));
    }

    [Fact]
    public void WholeNumberComesFirst()
    {
        Assert.Equal("b", Chosen(Tables.Unique("a", "code"), Tables.Unique("b", "number")));
    }

    [Fact]
    public void KeyWithoutNullComesBeforeOneWith()
    {
        Assert.Equal("b", Chosen(Nullable(Tables.Unique("a", "id")), Tables.Unique("b", "code", "day")));
    }

    [Fact]
    public void NullableKeyOfOneColumnWillDo()
    {
        var key = ChunkKey.Choose(Tables.Of(Columns, Nullable(Tables.Unique("a", "code"))));

        Assert.True(key!.IsNullable);
    }

    [Fact]
    public void NullableKeyOfTwoColumnsWillNotDo()
    {
        Assert.Null(Chosen(Nullable(Tables.Unique("a", "code", "day"))));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("tags")]
    [InlineData("place")]
    [InlineData("note")]
    public void TypeThatRangesCanNotBeTrustedWithIsLeftOut(string column)
    {
        Assert.Null(Chosen(Tables.Unique("PRIMARY", "id", column)));
    }

    [Fact]
    public void PrefixIsLeftOut()
    {
        Assert.Null(Chosen(Tables.Unique("a") with { Parts = [new IndexPart("code", 3, false, false)] }));
    }

    [Fact]
    public void ExpressionIsLeftOut()
    {
        Assert.Null(Chosen(Tables.Unique("a") with { Parts = [new IndexPart(null, null, false, false)] }));
    }

    [Fact]
    public void IndexThatIsNotUniqueIsLeftOut()
    {
        Assert.Null(Chosen(Tables.Unique("a", "id") with { IsUnique = false }));
    }

    [Fact]
    public void InvisibleIndexIsLeftOut()
    {
        Assert.Null(Chosen(Tables.Unique("a", "id") with { IsVisible = false }));
    }

    [Fact]
    public void HashIndexIsLeftOut()
    {
        Assert.Null(Chosen(Tables.Unique("a", "id") with { Type = "HASH" }));
    }

    [Fact]
    public void TextIsComparedInItsOwnCollation()
    {
        var part = ChunkKeyPart.Create(Columns[1], isDescending: false)!;

        Assert.Equal("_utf8mb4 X'6162' COLLATE utf8mb4_0900_ai_ci", part.Literal("6162"));
    }

    [Theory]
    [InlineData("double", "1.5", "1.5e0")]
    [InlineData("float", "1e-7", "1e-7")]
    [InlineData("decimal", "-1.10", "-1.10")]
    [InlineData("int", "00042", "42")]
    [InlineData("bigint unsigned", "18446744073709551615", "18446744073709551615")]
    [InlineData("year", "0000", "0")]
    [InlineData("bit", "5", "5")]
    [InlineData("binary", "00ff", "_binary X'00ff'")]
    [InlineData("date", "0000-00-00", "DATE'0000-00-00'")]
    [InlineData("time", "-838:59:59.000000", "TIME'-838:59:59.000000'")]
    [InlineData("timestamp", "2020-01-01 00:00:00", "TIMESTAMP'2020-01-01 00:00:00'")]
    public void ValueIsWrittenExactly(string type, string value, string literal)
    {
        Assert.Equal(literal, ChunkKeyPart.Create(Tables.Column("c", type), isDescending: false)!.Literal(value));
    }

    private static string? Chosen(params IndexDefinition[] indexes) => ChunkKey.Choose(Tables.Of(Columns, indexes))?.Index;

    private static IndexDefinition Nullable(IndexDefinition index) => index with { Parts = [.. index.Parts.Select(part => part with { IsNullable = true })] };
}
