/* A worker: finds the number that gives a challenge, the SHA-256 (FIPS 180-4) of the salt with the
   number behind it. It has its own SHA-256, as the browser's answers one call at a time, too late. */
"use strict";

const primes = [];
for (let it = 2; primes.length < 64; it++) if (primes.every((prime) => it % prime)) primes.push(it);
const fraction = (root) => (root % 1) * 2 ** 32 | 0;
const START = primes.slice(0, 8).map((it) => fraction(Math.sqrt(it)));
const K = Int32Array.from(primes, (it) => fraction(Math.cbrt(it)));
const W = new Int32Array(64);
const BLOCK = 64;

const turned = (word, by) => (word >>> by) | (word << (32 - by));

/* Take one block of bytes into a state of eight words. */
function compress(state, bytes, from) {
  for (let i = 0, at = from; i < 16; i++, at += 4)
    W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function search({ challenge, salt, maxNumber }) {
  const wanted = challenge.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
  const longest = salt.length + String(maxNumber).length;
  const bytes = new Uint8Array(Math.ceil((longest + 9) / BLOCK) * BLOCK);
  const state = new Int32Array(8);
  new TextEncoder().encodeInto(salt, bytes);
  for (let number = 0; number <= maxNumber; number++) {
    const text = String(number);
    const length = salt.length + text.length;
    const size = Math.ceil((length + 9) / BLOCK) * BLOCK;
    for (let i = 0; i < text.length; i++) bytes[salt.length + i] = text.charCodeAt(i);
    bytes[length] = 0x80;
    bytes[size - 2] = length >>> 5;
    bytes[size - 1] = length << 3;
    state.set(START);
    for (let from = 0; from < size; from += BLOCK) compress(state, bytes, from);
    if (state[0] === wanted[0] && state.every((word, i) => word === wanted[i])) return number;
    if (bytes.length > size) bytes.fill(0, length);
  }
  return null;
}

onmessage = ({ data }) => postMessage(search(data));
