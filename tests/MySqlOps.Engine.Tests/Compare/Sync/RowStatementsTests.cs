using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>The text of INSERT, UPDATE and DELETE.</summary>
public sealed class RowStatementsTests
{
    [Fact]
    public void InsertNamesAllColumns()
    {
        Assert.Equal("INSERT INTO `shop`.`t` (`id`, `u`) VALUES (1, 'a')", RowStatements.Format(Handmade.Change("t", null, ["1", "'a'"])));
    }

    [Fact]
    public void DeleteFindsTheRowByItsKeyAndAllItsOldValues()
    {
        Assert.Equal("DELETE FROM `shop`.`t` WHERE `id` <=> 1 AND `u` <=> 'a' AND `v` <=> NULL", RowStatements.Format(Handmade.Change("t", ["1", "'a'", "NULL"], null)));
    }

    [Fact]
    public void UpdateSetsOnlyWhatDiffers()
    {
        var change = Handmade.Change("t", ["1", "'a'", "5"], ["1", "'b'", "5"]);

        Assert.Equal("UPDATE `shop`.`t` SET `u` = 'b' WHERE `id` <=> 1 AND `u` <=> 'a' AND `v` <=> 5", RowStatements.Format(change));
    }

    [Fact]
    public void UpdateNamesAColumnThatTheServerWouldSetToTheCurrentTime()
    {
        var change = Handmade.Change("t", ["1", "'a'", "'2026-01-02 03:04:05'"], ["1", "'b'", "'2026-01-02 03:04:05'"], new RowTraits { AutoUpdated = new HashSet<string> { "v" } });

        Assert.StartsWith("UPDATE `shop`.`t` SET `u` = 'b', `v` = `v` WHERE", RowStatements.Format(change));
    }

    [Theory]
    [InlineData("'2026-01-02 03:04:05'", true)]
    [InlineData("TIMESTAMP'2026-01-02 03:04:05.123456'", true)]
    [InlineData("'0000-00-00 00:00:00'", true)]
    [InlineData("NULL", true)]
    [InlineData("'2026-01-02'", false)]
    [InlineData("5", false)]
    [InlineData("''", false)]
    [InlineData("'a text that is longer than a time'", false)]
    public void WhatMayBeATimeIsNamedWhereNobodyAskedTheTable(string literal, bool isNamed)
    {
        var text = RowStatements.Format(Handmade.Change("t", ["1", "'a'", literal], ["1", "'b'", literal]));

        Assert.Equal(isNamed, text.Contains("`v` = `v`", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingElseIsNamedWhereTheTableWasAsked()
    {
        var change = Handmade.Change("t", ["1", "'a'", "NULL"], ["1", "'b'", "NULL"], new RowTraits());

        Assert.DoesNotContain("`v` = ", RowStatements.Format(change), StringComparison.Ordinal);
    }

    [Fact]
    public void TableWithoutAKeyIsLimitedToTheCount()
    {
        var change = Handmade.Change(new ObjectName("shop", "t"), ["a"], [], ["1"], null) with { Count = 3 };

        Assert.Equal("DELETE FROM `shop`.`t` WHERE `a` <=> 1 LIMIT 3", RowStatements.Format(change));
    }

    [Fact]
    public void RowIsInsertedAsOftenAsTheCountSays()
    {
        var change = Handmade.Change(new ObjectName("shop", "t"), ["a"], [], null, ["1"]) with { Count = 3 };

        Assert.Equal("INSERT INTO `shop`.`t` (`a`) VALUES (1), (1), (1)", RowStatements.Format(change));
    }

    [Fact]
    public void VeryManyEqualRowsAreMadeByTheServer()
    {
        var change = Handmade.Change(new ObjectName("shop", "t"), ["a"], [], null, ["1"]) with { Count = 5000 };

        var text = RowStatements.Format(change);
        Assert.Contains("SET_VAR(cte_max_recursion_depth = 5000)", text, StringComparison.Ordinal);
        Assert.True(text.Length < 300);
    }

    [Fact]
    public void KeyWhoseGuardFindsNoIndexIsComparedPlainlyToo()
    {
        var change = Handmade.Change("t", ["_utf8mb4'a'", "1"], null) with { Guards = ["CAST(`id` AS BINARY) <=> CAST({0} AS BINARY)", "`u` <=> {0}"] };

        Assert.Equal("DELETE FROM `shop`.`t` WHERE `id` = _utf8mb4'a' AND CAST(`id` AS BINARY) <=> CAST(_utf8mb4'a' AS BINARY) AND `u` <=> 1", RowStatements.Format(change));
    }

    [Fact]
    public void KeyOfMembersIsComparedPlainlyToo()
    {
        var change = Handmade.Change("t", ["2", "1"], null) with { Guards = ["`id` + 0 <=> {0}", "`u` <=> {0}"] };

        Assert.Equal("DELETE FROM `shop`.`t` WHERE `id` = 2 AND `id` + 0 <=> 2 AND `u` <=> 1", RowStatements.Format(change));
    }

    [Fact]
    public void KeyOfNumbersIsNotComparedTwice()
    {
        var change = Handmade.Change("t", ["1.5", "1"], null) with { Guards = ["CAST(`id` AS DOUBLE) <=> {0}", "`u` <=> {0}"] };

        Assert.Equal("DELETE FROM `shop`.`t` WHERE CAST(`id` AS DOUBLE) <=> 1.5 AND `u` <=> 1", RowStatements.Format(change));
    }

    [Fact]
    public void NamesAreQuoted()
    {
        var change = Handmade.Change(new ObjectName("a`b", "c`d"), ["e`f"], [0], ["1"], null) with { Guards = ["`e``f` <=> {0}"] };

        Assert.Equal("DELETE FROM `a``b`.`c``d` WHERE `e``f` <=> 1", RowStatements.Format(change));
    }

    [Fact]
    public void ChangeShowsItsStatementWithASemicolon()
    {
        Assert.Equal("INSERT INTO `shop`.`t` (`id`) VALUES (1);", Handmade.Change("t", null, ["1"]).Sql);
    }
}
