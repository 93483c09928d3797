using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Tests.Load;

/// <summary>What the target lacks, and the load gets by without.</summary>
public sealed class LoadSubstituteTests
{
    [Theory]
    [InlineData("attic", "attic", true)]
    [InlineData("attic", "ATTIC", true)]
    [InlineData("attic", "cellar", false)]
    [InlineData("innodb_file_per_table", "cellar", true)]
    public async Task TableKeepsItsTablespaceOnlyWhereThereIsOne(string wanted, string there, bool isKept)
    {
        var facts = PlanScene.Empty with { Tablespaces = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { there } };

        var plan = await PlanScene.PlanAsync(Export(wanted), facts);

        Assert.Equal(isKept, Definition(plan).Contains("TABLESPACE", StringComparison.Ordinal));
        Assert.Equal(!isKept, plan.Notes.Any(note => note.Contains("shop.old", StringComparison.Ordinal) && note.Contains(wanted, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TablespaceStaysWhereTheServerDoesNotTellWhatItHas()
    {
        Assert.Contains("TABLESPACE", Definition(await PlanScene.PlanAsync(Export("attic"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SmallImportSaysOnlyToWhoAsksThatInsertsAreSlower()
    {
        var plan = await PlanScene.PlanAsync(PlanScene.Shop(), PlanScene.Empty with { AllowsLocalInfile = false });

        Assert.DoesNotContain(plan.Notes, note => note.Contains("local_infile", StringComparison.Ordinal));
        Assert.Contains(plan.Remarks, remark => remark.Contains("local_infile", StringComparison.Ordinal));
    }

    private static MemoryExport Export(string tablespace) => new MemoryExport().Database("shop")
        .Table("old", $"CREATE TABLE `old` (`id` int NOT NULL) /*!50100 TABLESPACE `{tablespace}` */ ENGINE=InnoDB", "id", "1\n");

    private static string Definition(LoadPlan plan) => plan.Steps.Single(step => step.Phase == LoadPhase.Tables).Statements[0];
}
