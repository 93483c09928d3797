using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Options that users give for a sandbox's server.</summary>
public sealed class ServerOptionTests
{
    [Theory]
    [InlineData("sync_binlog", "0")]
    [InlineData("loose-group_replication_start_on_boot", "OFF")]
    [InlineData("component.variable", "x")]
    [InlineData("skip-log-bin", null)]
    [InlineData("log_error_verbosity", "3")]
    [InlineData("port_open_timeout", "1")]
    public void WhatMysqldCouldHaveIsTaken(string name, string? value)
    {
        ServerOption.Check(Single(name, value));
    }

    [Theory]
    [InlineData("datadir")]
    [InlineData("PORT")]
    [InlineData("pid_file")]
    [InlineData("loose_socket")]
    [InlineData("datad")]
    [InlineData("init-file")]
    [InlineData("skip_networking")]
    public void WhatTheSandboxRestsOnIsRefused(string name)
    {
        var error = Assert.Throws<MySqlOpsException>(() => ServerOption.Check(Single(name, "x")));

        Assert.Equal(ErrorId.SandboxOptionInvalid, error.Id);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sync-binlog", "0")]
    [InlineData("", "0")]
    [InlineData("a b", "0")]
    [InlineData("[client]", null)]
    [InlineData("!include", "/etc/passwd")]
    [InlineData("init_connect", "SELECT 1;\nport=1")]
    [InlineData("init_connect", "a\0b")]
    public void WhatAnOptionFileCantHoldIsRefused(string name, string? value)
    {
        var error = Assert.Throws<MySqlOpsException>(() => ServerOption.Check(Single(name, value)));

        Assert.Equal(ErrorId.SandboxOptionInvalid, error.Id);
    }

    [Theory]
    [InlineData("skip-log-bin", null, "skip-log-bin")]
    [InlineData("sync_binlog", "0", "sync_binlog=\"0\"")]
    [InlineData("x", " a # b ", "x=\" a # b \"")]
    [InlineData("x", @"C:\new", @"x=""C:\\new""")]
    [InlineData("x", "say \"no\"", "x=\"say \\\"no\\\"\"")]
    public void ValuesAreQuotedAsAnOptionFileWants(string name, string? value, string line)
    {
        Assert.Equal(line, ServerOption.ToLine(name, value));
    }

    [Fact]
    public void OptionsThatADataDirectoryIsMadeWithAreFoundUnderEveryName()
    {
        var options = new Dictionary<string, string?> { ["LOWER_CASE_TABLE_NAMES"] = "1", ["innodb-page-size"] = "8K", ["sync_binlog"] = "0" };

        Assert.Equal(["innodb-page-size=8K", "lower-case-table-names=1"], ServerOption.SelectFounding(options).Select(option => $"{option.Key}={option.Value}").Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string?> Single(string name, string? value) => new() { [name] = value };
}
