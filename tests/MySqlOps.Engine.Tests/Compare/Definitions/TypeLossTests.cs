using MySqlOps.Engine.Compare.Definitions.Tables;

namespace MySqlOps.Engine.Tests.Compare.Definitions;

/// <summary>Which changes of a column may lose something.</summary>
public sealed class TypeLossTests
{
    [Theory]
    [InlineData("int", "bigint", false)]
    [InlineData("bigint", "int", true)]
    [InlineData("int", "int unsigned", true)]
    [InlineData("int unsigned", "int", true)]
    [InlineData("int unsigned", "bigint", false)]
    [InlineData("int", "decimal(10,0)", false)]
    [InlineData("int", "decimal(9,0)", true)]
    [InlineData("int", "double", false)]
    [InlineData("bigint", "double", true)]
    [InlineData("int", "float", true)]
    [InlineData("decimal(10,2)", "decimal(12,2)", false)]
    [InlineData("decimal(10,2)", "decimal(10,4)", true)]
    [InlineData("decimal(10,2)", "decimal(10,1)", true)]
    [InlineData("float", "double", false)]
    [InlineData("double", "float", true)]
    [InlineData("varchar(10)", "varchar(20)", false)]
    [InlineData("varchar(20)", "varchar(10)", true)]
    [InlineData("char(10)", "varchar(10)", false)]
    [InlineData("varchar(10)", "char(10)", true)]
    [InlineData("varchar(20)", "text", false)]
    [InlineData("text", "varchar(20)", true)]
    [InlineData("text", "longtext", false)]
    [InlineData("longtext", "text", true)]
    [InlineData("varchar(20)", "tinytext", false)]
    [InlineData("varchar(300)", "tinytext", true)]
    [InlineData("varbinary(5)", "varbinary(6)", false)]
    [InlineData("varbinary(5)", "binary(6)", true)]
    [InlineData("text", "blob", true)]
    [InlineData("enum('a','b')", "enum('a','b','c')", false)]
    [InlineData("enum('a','b')", "enum('b','a')", true)]
    [InlineData("enum('a','b')", "enum('a')", true)]
    [InlineData("set('a','b')", "set('a','b','c')", false)]
    [InlineData("datetime(3)", "datetime(6)", false)]
    [InlineData("datetime(3)", "datetime", true)]
    [InlineData("timestamp", "datetime", false)]
    [InlineData("datetime", "timestamp", true)]
    [InlineData("datetime", "date", true)]
    [InlineData("date", "datetime", false)]
    [InlineData("bit(5)", "bit(6)", false)]
    [InlineData("bit(6)", "bit(5)", true)]
    [InlineData("vector(3)", "vector(2)", true)]
    [InlineData("json", "longtext", false)]
    [InlineData("json", "varchar(10)", true)]
    [InlineData("point", "geometry", false)]
    [InlineData("geometry", "point", true)]
    public void ATypeThatHoldsLessLoses(string from, string to, bool isLoss) =>
        Assert.Equal(isLoss, TypeLoss.Describe(Column(from), Column(to), isUnique: false) is not null);

    [Fact]
    public void NullsAreLostWhereNoneAreTaken() => Assert.NotNull(TypeLoss.Describe(Column("int"), Column("int") with { SpelledNullable = false }, isUnique: false));

    [Fact]
    public void AnotherCharacterSetLosesCharacters()
    {
        Assert.NotNull(TypeLoss.Describe(Column("text") with { CharacterSet = "utf8mb4" }, Column("text") with { CharacterSet = "latin1" }, isUnique: false));
        Assert.Null(TypeLoss.Describe(Column("text") with { CharacterSet = "utf8mb3" }, Column("text") with { CharacterSet = "utf8mb4" }, isUnique: false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnotherCollationLosesOnlyUniqueness(bool isUnique) =>
        Assert.Equal(isUnique, TypeLoss.Describe(Column("text") with { Collation = "utf8mb4_bin" }, Column("text") with { Collation = "utf8mb4_general_ci" }, isUnique) is not null);

    [Fact]
    public void AnotherReferenceSystemRefusesValues() => Assert.NotNull(TypeLoss.Describe(Column("point") with { Srid = "0" }, Column("point") with { Srid = "4326" }, isUnique: false));

    private static ColumnSpec Column(string type) => new() { Name = "a", Type = type, SpelledNullable = true };
}
