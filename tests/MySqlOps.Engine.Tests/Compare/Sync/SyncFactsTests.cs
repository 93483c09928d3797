using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Tests.Compare.Sync;

/// <summary>What is made of what the server says.</summary>
public sealed class SyncFactsTests
{
    private static readonly ObjectName Table = new("shop", "t");

    [Fact]
    public void PartitionsAreAddedUp()
    {
        var sizes = SizeReader.SizesOf(new Dictionary<ObjectName, long?> { [Table] = null }, [("shop/t#p#p0", 100), ("shop/t#p#p1", 20), ("shop/other", 5)]);

        Assert.Equal(120, sizes[Table]);
        Assert.Single(sizes);
    }

    [Fact]
    public void TableInASharedTablespaceHasNoSize()
    {
        Assert.Empty(SizeReader.SizesOf(new Dictionary<ObjectName, long?> { [Table] = null }, [("ts1", 100)]));
    }

    [Fact]
    public void SizeOfAnotherEngineIsWhatItSays()
    {
        Assert.Equal(7, SizeReader.SizesOf(new Dictionary<ObjectName, long?> { [Table] = 7 }, [("shop/t", 100)])[Table]);
    }

    [Fact]
    public void UpdateNeedsToReadToo()
    {
        Assert.Equal([("SELECT", "shop"), ("UPDATE", "shop")], SyncPrivileges.Needs(Handmade.Row(Handmade.Change("t", ["1", "1"], ["1", "2"]))));
    }

    [Theory]
    [InlineData(ComparedObject.Table, "ALTER TABLE x", "ALTER")]
    [InlineData(ComparedObject.Table, "CREATE TABLE x", "CREATE")]
    [InlineData(ComparedObject.View, "CREATE OR REPLACE VIEW x", "CREATE VIEW")]
    [InlineData(ComparedObject.Trigger, "DROP TRIGGER x", "TRIGGER")]
    [InlineData(ComparedObject.Procedure, "DROP PROCEDURE x", "ALTER ROUTINE")]
    public void StatementNeedsItsPrivilege(ComparedObject type, string statement, string privilege)
    {
        var difference = Handmade.Definition(type, Table, null, null, Handmade.Part(ChangeStage.AlterTables, "t", statement));

        Assert.Equal([(privilege, "shop")], SyncPrivileges.Needs(difference));
    }

    [Fact]
    public void SameDifferencesAreTheSameRun()
    {
        MySqlDifference[] differences = [Handmade.Clause("t", "COMMENT 'x'"), Handmade.Row(Handmade.Change("t", ["1"], null))];

        Assert.Equal(SyncFingerprint.OfRun(differences, new SyncOptions()), SyncFingerprint.OfRun([.. differences], new SyncOptions()));
    }

    [Fact]
    public void OtherDifferencesAreAnotherRun()
    {
        var one = SyncFingerprint.OfRun([Handmade.Row(Handmade.Change("t", ["1"], null))], new SyncOptions());

        Assert.NotEqual(one, SyncFingerprint.OfRun([Handmade.Row(Handmade.Change("t", ["2"], null))], new SyncOptions()));
        Assert.NotEqual(one, SyncFingerprint.OfRun([Handmade.Row(Handmade.Change("t", ["1"], null))], new SyncOptions { SkipBinLog = true }));
    }
}
