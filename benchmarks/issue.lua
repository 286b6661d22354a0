-- For wrk: sends each prepared request once and ends with the last answer.
-- Arguments: the file of requests, each with a NUL behind it; the file for the answers, whose first line is the time
-- in seconds from the first request to the last answer.

local ffi = require("ffi")
ffi.cdef("typedef struct { long seconds; long nanoseconds; } moment; int clock_gettime(int, moment *);")
local MONOTONIC = 1
local FOREVER_MS = 1e9

local requests, answers = {}, {}
local sent = -1 -- wrk asks once to look at a request that it does not send
local file, began

local function now()
  local moment = ffi.new("moment")
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

function init(arguments)
  for one in assert(io.open(arguments[1], "rb")):read("*a"):gmatch("([^%z]+)%z") do
    requests[#requests + 1] = one
  end
  file = assert(io.open(arguments[2], "wb"))
end

function delay()
  return sent < #requests and 0 or FOREVER_MS
end

function request()
  sent = sent + 1
  if sent == 1 then began = now() end
  return requests[math.max(sent, 1)]
end

function response(status, _, body)
  answers[#answers + 1] = status .. " " .. body
  if #answers < #requests then return end
  local taken = now() - began
  file:write(string.format("%.6f\n", taken), table.concat(answers, "\n"), "\n")
  file:close()
  os.exit(0)
end
