namespace MySqlOps.Engine.Sandbox;

/// <summary>What a sandbox is doing.</summary>
public enum SandboxState
{
    /// <summary>Its server runs.</summary>
    Running,

    /// <summary>It is whole, and its server does not run.</summary>
    Stopped,

    /// <summary>A living process is making it right now.</summary>
    Creating,

    /// <summary>Making or removing it was broken off. The next New-MySqlSandbox or Remove-MySqlSandbox at its path clears it away.</summary>
    Incomplete,
}
