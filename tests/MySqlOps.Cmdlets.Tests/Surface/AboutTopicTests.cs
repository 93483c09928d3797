using MySqlOps.Tests;

namespace MySqlOps.Cmdlets.Tests.Surface;

/// <summary>The topic that introduces the module. The errors' own topic is tested beside the engine.</summary>
public sealed class AboutTopicTests
{
    public static TheoryData<string> Names => ModuleManifest.CmdletData;

    [Theory]
    [MemberData(nameof(Names))]
    public void AboutMySqlOpsNamesTheCmdlet(string name)
    {
        Assert.Contains(name, RepositoryFiles.Read("en-US/about_MySqlOps.help.txt"), StringComparison.Ordinal);
    }
}
