using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Processes are told apart from later ones with the same id.</summary>
public sealed class ProcessIdentityTests
{
    [Fact]
    public void ThisProcessLives()
    {
        Assert.True(ProcessIdentity.Current().IsAlive());
    }

    [Fact]
    public void AnotherStartIsAnotherProcess()
    {
        var self = ProcessIdentity.Current();

        Assert.False((self with { StartedAt = self.StartedAt.AddMinutes(-1) }).IsAlive());
    }

    [Fact]
    public void AnIdThatNobodyHasIsDead()
    {
        Assert.False(new ProcessIdentity(int.MaxValue, DateTimeOffset.UnixEpoch).IsAlive());
    }
}
