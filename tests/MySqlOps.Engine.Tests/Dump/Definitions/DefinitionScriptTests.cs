using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Definitions;

namespace MySqlOps.Engine.Tests.Dump.Definitions;

public sealed class DefinitionScriptTests
{
    private static readonly CreationContext Context = new()
    {
        SqlMode = "ANSI_QUOTES",
        CharacterSetClient = "latin1",
        CollationConnection = "latin1_bin",
        DatabaseCollation = "utf8mb4_bin",
    };

    [Fact]
    public void TheDelimiterIsOneThatTheBodyDoesNotHold()
    {
        var script = DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE \"p\"() SELECT ';;', '~;;'", Context), "utf8mb4_bin");

        Assert.Contains("\nDELIMITER ~~;;\nCREATE PROCEDURE \"p\"() SELECT ';;', '~;;'\n~~;;\nDELIMITER ;\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDatabasesCollationIsChangedOnlyWhereItDiffers()
    {
        Assert.DoesNotContain("ALTER DATABASE", DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE p() SELECT 1", Context), "utf8mb4_bin"), StringComparison.Ordinal);
        var script = DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE p() SELECT 1", Context), "latin1_swedish_ci");

        Assert.Contains("\nALTER DATABASE COLLATE utf8mb4_bin;\n", script, StringComparison.Ordinal);
        Assert.EndsWith("\nALTER DATABASE COLLATE latin1_swedish_ci;\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSessionIsSetAndPutBack()
    {
        var script = DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE p() SELECT 1", Context), "utf8mb4_bin");

        Assert.Contains("SET SESSION character_set_client = latin1, collation_connection = latin1_bin, sql_mode = 'ANSI_QUOTES';\n", script, StringComparison.Ordinal);
        Assert.EndsWith(
            "SET SESSION character_set_client = @mysqlops_character_set_client, collation_connection = @mysqlops_collation_connection, sql_mode = @mysqlops_sql_mode;\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void AModeThatMySqlDroppedIsForMariaDbOnly()
    {
        var script = DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE p() SELECT 1", Context with { SqlMode = "STRICT_ALL_TABLES,NO_AUTO_CREATE_USER" }), "utf8mb4_bin");

        Assert.Contains("sql_mode = 'STRICT_ALL_TABLES' /*M!100000 , sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_CREATE_USER' */;", script, StringComparison.Ordinal);
    }

    [Fact]
    public void ABodyInAnotherCharacterSetIsWrittenInItsBytes()
    {
        var script = DefinitionScript.OfRoutine(Routine("SELECT 'ü'", Context with { StatementHex = "53454C4543542027FC27" }), "utf8mb4_bin");

        Assert.True(ScriptText.Encode(script).AsSpan().IndexOf((ReadOnlySpan<byte>)[(byte)'\'', 0xFC, (byte)'\'']) > 0);
    }

    [Fact]
    public void ANameCannotLeaveItsComment()
    {
        var routine = Routine("CREATE PROCEDURE p() SELECT 1", Context) with { Name = new ObjectName("d", "p\nDROP DATABASE d;") };

        Assert.Contains("\n-- Procedure p?DROP DATABASE d;\n", DefinitionScript.OfRoutine(routine, "utf8mb4_bin"), StringComparison.Ordinal);
    }

    [Fact]
    public void ACollationThatIsNoWordIsRefused() =>
        Assert.Throws<ArgumentException>(() => DefinitionScript.OfRoutine(Routine("CREATE PROCEDURE p() SELECT 1", Context with { CollationConnection = "x; DROP" }), "utf8mb4_bin"));

    [Fact]
    public void APlaceholderHasTheViewsColumns()
    {
        var view = new ViewDefinition { Name = new ObjectName("d", "v`"), CreateStatement = "", Context = Context, Columns = ["a", "b`c"], DependsOn = [] };

        Assert.Contains("CREATE VIEW `v``` AS SELECT 1 AS `a`, 1 AS `b``c`;\n", DefinitionScript.OfPlaceholder(view), StringComparison.Ordinal);
    }

    [Fact]
    public void HistogramsOfOneKindAreMadeTogether() => Assert.Equal(
        ["ANALYZE TABLE `t` UPDATE HISTOGRAM ON `a`, `c` WITH 7 BUCKETS", "ANALYZE TABLE `t` UPDATE HISTOGRAM ON `b` WITH 7 BUCKETS /*!80400 AUTO UPDATE */"],
        DefinitionScript.HistogramStatements("t", [new("a", 7, false), new("b", 7, true), new("c", 7, false)]));

    [Fact]
    public void AccountsComeBeforeGrantsAndDefaultRolesLast()
    {
        var role = new AccountDefinition { User = "r", Host = "%", CreateStatement = "CREATE USER `r`@`%`", Grants = ["GRANT USAGE ON *.* TO `r`@`%`"] };
        var user = new AccountDefinition { User = "u", Host = "%", CreateStatement = "CREATE USER `u`@`%`", Grants = ["GRANT `r`@`%` TO `u`@`%`"], DefaultRoles = "SET DEFAULT ROLE `r`@`%` TO `u`@`%`" };

        Assert.Equal(
            ["CREATE USER IF NOT EXISTS `r`@`%`;", "CREATE USER IF NOT EXISTS `u`@`%`;", "GRANT USAGE ON *.* TO `r`@`%`;", "GRANT `r`@`%` TO `u`@`%`;", "SET DEFAULT ROLE `r`@`%` TO `u`@`%`;"],
            DefinitionScript.OfAccounts([role, user]).Split('\n').Where(line => line.Length > 0 && !line.Contains("@mysqlops_", StringComparison.Ordinal) && !line.StartsWith("SET SESSION", StringComparison.Ordinal)));
    }

    private static RoutineDefinition Routine(string statement, CreationContext context) =>
        new() { Name = new ObjectName("d", "p"), Kind = RoutineKind.Procedure, CreateStatement = statement, Context = context };
}
