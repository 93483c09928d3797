using System.Text;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Scripts;

namespace MySqlOps.Engine.Tests.Load.Scripts;

public class StatementRulesTests
{
    private const string Purged = "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,\n3e11fa47-71ca-11e1-9e33-c80aa9429563:tag:1'";

    private static readonly ScriptTarget Used = new(64 << 20, HasExecutedNothing: false);
    private static readonly ScriptTarget Fresh = new(64 << 20, HasExecutedNothing: true);
    private static readonly Dictionary<string, string> Renamed = new() { ["old"] = "new`db" };

    [Theory]
    [InlineData("CHANGE MASTER TO MASTER_LOG_FILE='b', MASTER_LOG_POS=4")]
    [InlineData("change replication source to source_log_file='b'")]
    [InlineData("/*!80000 CHANGE REPLICATION FILTER REPLICATE_DO_DB = (a) */")]
    [InlineData("RESET MASTER")]
    [InlineData("reset binary logs and gtids")]
    [InlineData("RESET SLAVE ALL")]
    [InlineData("STOP SLAVE")]
    [InlineData("START REPLICA")]
    [InlineData("STOP /* now */ GROUP_REPLICATION")]
    [InlineData("PURGE BINARY LOGS TO 'x'")]
    public void StatementThatSteersReplicationIsLeftOutWithAWarning(string statement)
    {
        var verdict = Judge(statement);
        Assert.Null(verdict.Text);
        Assert.NotNull(verdict.Warning);
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES ('RESET MASTER')")]
    [InlineData("SELECT 'CHANGE MASTER TO'")]
    [InlineData("START TRANSACTION")]
    [InlineData("CHANGE")]
    [InlineData("INSERT INTO t VALUES ('SET @@GLOBAL.GTID_PURGED')")]
    [InlineData("SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO'")]
    [InlineData("SET PASSWORD = 'x'")]
    [InlineData("LOAD DATA INFILE 'local' INTO TABLE t")]
    public void AnyOtherStatementGoesAsItIs(string statement)
    {
        var verdict = Judge(statement);
        Assert.Equal(statement, Text(verdict));
        Assert.Null(verdict.Warning);
    }

    [Theory]
    [InlineData("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t")]
    [InlineData("load xml low_priority local infile 'x' into table t")]
    public void LocalFileIsRefused(string statement) => Assert.NotNull(Judge(statement).Refusal);

    [Fact]
    public void GtidSetIsSetOnAFreshTargetOnlyUnlessToldOtherwise()
    {
        Assert.Equal(Purged, Text(Judge(Purged, Fresh)));
        Assert.Null(Judge(Purged, Used).Text);
        Assert.Contains("executed transactions already", Judge(Purged, Used).Warning, StringComparison.Ordinal);
        Assert.Null(Judge(Purged, Fresh, new ScriptImportOptions { GtidPurged = GtidPurgedAction.Off }).Text);
        Assert.Equal(Purged, Text(Judge(Purged, Used, new ScriptImportOptions { GtidPurged = GtidPurgedAction.Append })));
    }

    [Fact]
    public void AppendingAddsThePlusThatOldDumpsLack() => Assert.Equal(
        "SET @@GLOBAL.GTID_PURGED='+' '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5'",
        Text(Judge("SET @@GLOBAL.GTID_PURGED='3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5'", Used, new ScriptImportOptions { GtidPurged = GtidPurgedAction.Append })));

    [Theory]
    [InlineData("SET @@SESSION.SQL_LOG_BIN= 0")]
    [InlineData("SET sql_log_bin = OFF")]
    [InlineData("SET SESSION `sql_log_bin`=1")]
    public void BinaryLogIsTheScriptsAffairOnlyWhenItsGtidsAreSet(string statement)
    {
        Assert.Null(Judge(statement, Used).Text);
        Assert.Equal(statement, Text(Judge(statement, Fresh)));
        Assert.Null(Judge(statement, Fresh, new ScriptImportOptions { SkipBinLog = true }).Text);
    }

    [Theory]
    [InlineData("SET a=1, sql_log_bin=0", "SET a=1")]
    [InlineData("SET sql_log_bin=0, a=1", "SET  a=1")]
    [InlineData("SET sql_log_bin=0, gtid_purged='x', a=(1,2), sql_log_bin=1, b=2", "SET   a=(1,2), b=2")]
    [InlineData("/*!80000 SET @x=@@session.sql_log_bin, @@session.sql_log_bin=0 */", "/*!80000 SET @x=@@session.sql_log_bin */")]
    public void OnlyTheAssignmentIsLeftOut(string statement, string rest) => Assert.Equal(rest, Text(Judge(statement, Used)));

    [Theory]
    [InlineData("SET NAMES gbk")]
    [InlineData("/*!40101 SET character_set_client = @saved_cs_client */")]
    [InlineData("SET @a=1, SESSION sql_mode=''")]
    [InlineData("SET CHARACTER SET latin1")]
    [InlineData("CALL change_my_mode()")]
    public void StatementThatMayChangeTheSyntaxSaysSo(string statement) => Assert.True(Judge(statement).MayChangeSyntax);

    [Fact]
    public void OrdinarySettingDoesNotChangeTheSyntax() => Assert.False(Judge("SET @sql_mode='x', TIME_ZONE='+00:00'").MayChangeSyntax);

    [Theory]
    [InlineData("USE `old`", "USE `new``db`")]
    [InlineData("use old", "use `new``db`")]
    [InlineData("CREATE DATABASE /*!32312 IF NOT EXISTS*/ `old` /*!40100 DEFAULT CHARACTER SET utf8 */", "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `new``db` /*!40100 DEFAULT CHARACTER SET utf8 */")]
    [InlineData("/*!40000 DROP DATABASE IF EXISTS `old`*/", "/*!40000 DROP DATABASE IF EXISTS `new``db`*/")]
    [InlineData("ALTER SCHEMA old READ ONLY=1", "ALTER SCHEMA `new``db` READ ONLY=1")]
    [InlineData("USE other", "USE other")]
    [InlineData("CREATE TABLE `old` (a INT)", "CREATE TABLE `old` (a INT)")]
    public void DatabaseIsRenamedWhereItStandsByItself(string statement, string renamed)
    {
        var verdict = Judge(statement, Used, new ScriptImportOptions { RenamedDatabases = Renamed });
        Assert.Equal(renamed, Text(verdict));
        Assert.Null(verdict.Warning);
    }

    [Fact]
    public void StatementThatNamesTheOldDatabaseIsReportedOnce()
    {
        var rules = new StatementRules(new ScriptImportOptions { RenamedDatabases = Renamed }, Used);
        var view = "CREATE VIEW v AS SELECT * FROM `old`.t"u8.ToArray();
        Assert.Contains("`old`", rules.Judge(view, ScriptSyntax.Default).Warning, StringComparison.Ordinal);
        Assert.Null(rules.Judge(view, ScriptSyntax.Default).Warning);
        Assert.Null(Judge("INSERT INTO t VALUES ('old.t', \"`old`.t\")", Used, new ScriptImportOptions { RenamedDatabases = Renamed }).Warning);
    }

    private static StatementVerdict Judge(string statement, ScriptTarget? target = null, ScriptImportOptions? options = null) =>
        new StatementRules(options ?? new ScriptImportOptions(), target ?? Used).Judge(Encoding.UTF8.GetBytes(statement), ScriptSyntax.Default);

    private static string? Text(StatementVerdict verdict) => verdict.Text is { } text ? Encoding.UTF8.GetString(text.Span) : null;
}
