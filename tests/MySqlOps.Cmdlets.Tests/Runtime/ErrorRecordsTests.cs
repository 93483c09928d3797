using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>Every error of the engine has a category and a remedy in PowerShell.</summary>
public sealed class ErrorRecordsTests
{
    public static TheoryData<ErrorId> Ids => [.. Enum.GetValues<ErrorId>()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryErrorHasACategory(ErrorId id)
    {
        Assert.NotEqual(ErrorCategory.NotSpecified, ErrorRecords.Category(id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryErrorHasARemedyInWholeSentences(ErrorId id)
    {
        Assert.Matches(@"^[A-Z].*\.$", ErrorRecords.Remedy(id));
    }

    [Fact]
    public void AnIdThatTheTableLacksIsNoticed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorRecords.Category((ErrorId)(-1)));
    }
}
